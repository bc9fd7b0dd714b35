package import HTTP

/// A call to AWS, or the preparation of one, that did not succeed.
package struct AWSError: Error, Sendable {
  /// What went wrong; each case is treated differently by somebody.
  package enum Failure: Sendable {
    /// AWS answered, and said no.
    case refused(AWSRefusal)
    /// No answer came.
    case unreachable(HTTPError)
    /// The answer is not what the service answers: another page, half of one, a missing part.
    case unreadable(reason: String)
    /// The answers contradict each other, as pages of a list that repeat.
    case inconsistent(reason: String)
    /// There is nothing to sign the request with.
    case noCredentials(CredentialError)
    /// What the user has configured cannot be used.
    case misconfigured(reason: String, hint: String?)
  }

  /// What was called, as permissions spell it, such as `iam:ListPolicies`; nil before any call.
  package let action: String?
  package let failure: Failure

  init(_ failure: Failure, action: String? = nil) {
    self.failure = failure
    self.action = action
  }

  init(misconfigured reason: String, hint: String? = nil) {
    self.init(.misconfigured(reason: reason, hint: hint))
  }
}

extension AWSError {
  /// What AWS said, where it said no.
  package var refusal: AWSRefusal? {
    guard case .refused(let refusal) = failure else { return nil }
    return refusal
  }

  /// Whether AWS has no such policy, role or other thing.
  package var isNoSuchEntity: Bool { refusal?.isNoSuchEntity ?? false }

  /// Whether the credentials are valid, but may not do this.
  package var isAccessDenied: Bool { refusal?.isAccessDenied ?? false }

  /// Whether the temporary credentials have run out.
  package var isExpiredToken: Bool { refusal?.isExpiredToken ?? false }

  /// Whether AWS was asked too often.
  package var isThrottling: Bool { refusal?.isThrottling ?? false }

  /// Whether this machine's clock is too far from AWS's.
  package var isClockSkew: Bool { refusal?.isClockSkew ?? false }

  /// What to do next, where something can be said.
  package var hint: String? {
    switch failure {
    case .refused(let refusal): refusal.hint(for: action)
    case .noCredentials(let error): error.hint
    case .misconfigured(_, let hint): hint
    case .unreachable(let error): error.hint
    case .unreadable, .inconsistent: nil
    }
  }
}

extension AWSError: CustomStringConvertible {
  package var description: String {
    let reason =
      switch failure {
      case .refused(let refusal): refusal.description
      case .unreachable(let error): error.description
      case .unreadable(let reason), .inconsistent(let reason), .misconfigured(let reason, _): reason
      case .noCredentials(let error): error.description
      }
    return action.map { "cannot call \($0): \(reason)" } ?? reason
  }
}
