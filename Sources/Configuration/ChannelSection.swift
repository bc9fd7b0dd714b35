package import Model
package import News

/// A place where people are told of releases.
///
/// No address to which a secret is sent stands here; it names environment variables.
package struct ChannelSection: Section, Equatable {
  /// What it is.
  package var type: ChannelKind?
  /// How the channel is called in receipts; its type where this is nil.
  package var name: ChannelName?
  /// Patterns of the policies that it tells of.
  package var policies: [String]?
  /// The services that it tells of.
  package var services: [String]?
  /// The kinds of changes that it tells of.
  package var kinds: [Change.Kind]?
  /// How much a change must matter.
  package var minSeverity: Threshold?
  /// The text of its messages, where it is not the usual one.
  package var template: MessageTemplate?
  /// SNS: the topic's ARN.
  package var topic: String?
  /// SQS: the queue's URL.
  package var queue: String?
  /// GitHub issue: what it opens an issue for; everything where this is nil.
  package var on: [IssueTopic]?
  /// Webhook: whose form the message has.
  package var form: WebhookForm?
  /// Webhook: the environment variable that holds the address.
  package var urlFrom: String?
  /// X: whether the post has a link.
  package var link: Bool?

  /// Nothing configured.
  package init() {}

  static let members: [Member<ChannelSection>] = [
    Member("type", \.type, .choice(), about: "What it is: `github-release`, `bluesky`, …"),
    Member(
      "name", \.name, .checked(),
      about: "How receipts call it. Needed where two channels have the same type."),
    Member("policies", \.policies, .list(of: .text), about: "Only policies of these patterns."),
    Member("services", \.services, .list(of: .text), about: "Only changes to these services."),
    Member("kinds", \.kinds, .list(of: .choice()), about: "Only changes of these kinds."),
    Member(
      "minSeverity", \.minSeverity, .choice(of: Threshold.allCases.filter { $0 != .never }),
      about: "Only changes that matter so much."),
    Member("template", \.template, .template, about: "The text, with fields such as `{release}`."),
    Member("topic", \.topic, .text, about: "The ARN of an SNS topic."),
    Member("queue", \.queue, .text, about: "The URL of an SQS queue."),
    Member("on", \.on, .list(of: .choice()), about: "What a GitHub issue is opened for."),
    Member("form", \.form, .choice(), about: "Whose form a webhook's message has."),
    Member(
      "urlFrom", \.urlFrom, .text,
      about: "The environment variable with a webhook's address, which is a secret."),
    Member("link", \.link, .flag, about: "Whether a post on X has a link, which costs more."),
  ]
}

extension ChannelSection {
  /// How the channel is called: its name, or else its type; nil where it has neither.
  package var instance: String? { name?.text ?? type?.rawValue }
}
