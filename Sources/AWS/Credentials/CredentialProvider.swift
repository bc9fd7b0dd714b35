/// One place where credentials may come from.
///
/// A provider says clearly which of the two it is when it has none: nothing is configured here, so
/// the next may be asked; or something is configured and does not work, which ends the search,
/// because to go on would be to act under another identity than the user meant.
protocol CredentialProvider: Sendable {
  /// For messages, such as `environment`.
  var name: String { get }

  func answer(in context: CredentialContext) async throws(CredentialFailure) -> CredentialAnswer
}

/// What a provider says that has not failed.
enum CredentialAnswer: Sendable {
  case found(Credentials)
  /// The reason is what the user would have to set.
  case notConfigured(String)
}

/// Why a provider that is configured gives no credentials.
struct CredentialFailure: Error, Sendable {
  let reason: String
  let hint: String?

  init(_ reason: String, hint: String? = nil) {
    self.reason = reason
    self.hint = hint
  }

  init(_ error: AWSError) {
    self.init(error.description, hint: error.hint)
  }
}
