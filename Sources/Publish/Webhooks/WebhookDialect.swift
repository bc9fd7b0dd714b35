import HTTP
package import Model
package import News
import PolicyLanguage

/// The form of a webhook: what is sent, and what its receiver answers.
package struct WebhookDialect: Sendable {
  /// The message for a release.
  var body: @Sendable (ReleaseNews, ArchiveAddress) -> [UInt8]
  /// What is added to the address.
  var query: [(String, String)] = []
  /// Whether an answer of success is the receiver's own.
  var isAccepted: @Sendable (HTTPResponse) -> Bool = { _ in true }
  /// How long the receiver asks to wait, where that is not in `Retry-After`.
  var wait: @Sendable (HTTPResponse) -> Duration? = { _ in nil }

  /// The form of that name; a template gives the words, where the form has any.
  package init(_ form: WebhookForm, template: MessageTemplate?) {
    switch form {
    case .discord:
      body = { DiscordMessage.body(of: $0, in: $1, by: template) }
      query = [("wait", "true")]
      isAccepted = { $0.object?["id"] != nil }
      wait = { $0.secondsInBody }
    case .generic:
      body = { GenericMessage.body(of: $0, in: $1) }
    case .slack:
      body = { SlackMessage.body(of: $0, in: $1, by: template) }
      isAccepted = { $0.body.starts(with: "ok".utf8) }
    case .teams:
      body = { TeamsMessage.body(of: $0, in: $1, by: template) }
    }
  }
}

extension HTTPResponse {
  /// How long Discord asks to wait: `{"retry_after": 0.65}`, in seconds.
  fileprivate var secondsInBody: Duration? {
    guard status == 429, let seconds = object?["retry_after"]?.numberText.flatMap({ Double($0) }),
      (0...Self.waitMax).contains(seconds)
    else { return nil }
    return .milliseconds(Int64((seconds * 1_000).rounded(.up)))
  }

  /// A day; who asks for more is mistaken.
  private static let waitMax = 86_400.0
}
