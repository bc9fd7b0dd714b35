import GitHub
import HTTP

extension DeliveryOutcome {
  /// What a call to GitHub that failed means for what it was to write.
  init(failedWrite error: GitHubError) {
    self =
      error.isInDoubt
      ? .inDoubt(reason: "\(error)")
      : .notDelivered(reason: "\(error)", retryAfter: error.wait)
  }

  /// What it means where the call was only to read, and nothing was written after it.
  init(failedRead error: GitHubError) {
    self = .notDelivered(reason: "\(error)", retryAfter: error.wait)
  }
}

extension GitHubError {
  /// Whether GitHub can have done what was asked of it.
  fileprivate var isInDoubt: Bool {
    switch kind {
    case .server: true
    case .unreachable(let error): error.wasSent ?? true
    // A page for people behind an answer of the kind "you are wrong" is not GitHub's.
    case .unreadable: !(400..<500).contains(status ?? 0)
    case .unauthorized, .forbidden, .rateLimited, .notFound, .rejected, .misconfigured: false
    }
  }

  /// How long GitHub wants us to wait, where it says.
  fileprivate var wait: Duration? {
    if case .rateLimited(let wait) = kind { wait } else { nil }
  }
}
