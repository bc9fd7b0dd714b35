package import Model

extension MessageTemplate {
  /// Throws where a channel has no use for the template, or could not send all that it can make.
  package func check(
    for kind: ChannelKind, form: WebhookForm, hasLink: Bool
  ) throws(TemplateError) {
    switch kind {
    case .bluesky: try BlueskyPost.form.check(self)
    case .sns: try TopicMessage.form.check(self)
    case .x: try XPost.check(self, hasLink: hasLink)
    case .webhook where form == .discord: try DiscordMessage.form.check(self)
    case .webhook where form == .slack: try SlackMessage.form.check(self)
    case .webhook where form == .teams: try TeamsMessage.form.check(self)
    case .gitHubIssue, .gitHubRelease, .sqs, .webhook:
      throw TemplateError(
        "this kind of channel has no text of one's own",
        hint: "a template is for Bluesky, X, SNS, Slack, Discord and Teams")
    }
  }
}
