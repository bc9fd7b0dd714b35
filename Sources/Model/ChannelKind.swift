/// The kinds of places where people are told of releases, by the words of the configuration.
package enum ChannelKind: String, Sendable, CaseIterable {
  // Sorted, one line for each file in Publish/Channels/.
  case bluesky
  case gitHubIssue = "github-issue"
  case gitHubRelease = "github-release"
  case sns
  case sqs
  case webhook
  case x
}

/// Whose form the message of a webhook has.
package enum WebhookForm: String, Sendable, CaseIterable {
  case discord
  case generic
  case slack
  case teams
}
