/// No credentials were found: where they were looked for, and what came of it.
package struct CredentialError: Error, Sendable {
  /// A provider that was asked, and why it had none.
  package struct Attempt: Sendable, Equatable {
    package let provider: String
    package let reason: String
  }

  /// In the order they were asked; where one failed it is the last.
  package let attempts: [Attempt]
  /// What to do next.
  package let hint: String?
  /// Whether a provider is configured and did not work, which ended the search.
  package let isFailure: Bool

  init(attempts: [Attempt], failure: CredentialFailure?) {
    self.attempts = attempts
    isFailure = failure != nil
    hint = failure.map(\.hint) ?? Self.advice
  }

  private static let advice =
    "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or `AWS_PROFILE`; in GitHub Actions set "
    + "`AWS_ROLE_ARN` and give the job `permissions: id-token: write`"
}

extension CredentialError: CustomStringConvertible {
  package var description: String {
    if isFailure, let last = attempts.last {
      return "cannot get AWS credentials: \(last.provider): \(last.reason)"
    }
    let reasons = attempts.map { "\($0.provider): \($0.reason)" }
    return "there are no AWS credentials: \(reasons.joined(separator: "; "))"
  }
}
