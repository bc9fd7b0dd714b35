import HTTP

/// Why a remote could not be read or moved.
package struct RemoteError: Error, Sendable {
  /// What a caller can tell apart.
  package enum Reason: Sendable, Hashable {
    /// The address is none that we can use.
    case address
    /// The remote wants credentials, or others, or allows less.
    case denied
    /// There is no such repository, or it is hidden from us.
    case notFound
    /// The remote could not be reached, broke off, or is not well.
    case unreachable
    /// What the remote said, or sent, is not what git's protocol allows.
    case notUnderstood
    /// The repository on this side failed.
    case repository
    /// The caller's task was cancelled.
    case cancelled
  }

  package let reason: Reason
  /// What was attempted, with the remote's address: "push to `https://example.com/a.git`".
  package let operation: String
  package let detail: String
  package let hint: String?

  /// Describes a failure; `detail` holds no user info of an address.
  package init(_ reason: Reason, _ operation: String, _ detail: String, hint: String? = nil) {
    self.reason = reason
    self.operation = operation
    self.detail = detail
    self.hint = hint
  }
}

extension RemoteError: CustomStringConvertible {
  package var description: String { "cannot \(operation): \(detail)" }
}

extension RemoteError {
  init(_ operation: String, _ error: HTTPError) {
    let reason: Reason =
      switch error.reason {
      case .cancelled: .cancelled
      case .nameNotResolved, .connectionFailed, .tlsFailed, .timedOut, .interrupted, .closed,
        .failed:
        .unreachable
      case .malformed, .tooLarge, .redirectRefused: .notUnderstood
      case .insecure, .invalidRequest: .address
      }
    self.init(reason, operation, "\(error)", hint: error.hint)
  }

  init(_ operation: String, _ error: ProtocolError) {
    self.init(
      .notUnderstood, operation, error.reason,
      hint: "check that the address is that of a git repository")
  }

  init(_ operation: String, _ error: GitError) {
    self.init(.repository, operation, "\(error)", hint: error.hint)
  }
}

extension RemoteError {
  /// Does something of git's protocol; what fails says what was attempted.
  static func during<Value>(
    _ operation: String, _ body: () throws(ProtocolError) -> Value
  ) throws(RemoteError) -> Value {
    do throws(ProtocolError) { return try body() } catch { throw RemoteError(operation, error) }
  }

  /// Does something with the repository; what fails says what was attempted.
  static func during<Value>(
    _ operation: String, _ body: () throws(GitError) -> Value
  ) throws(RemoteError) -> Value {
    do throws(GitError) { return try body() } catch { throw RemoteError(operation, error) }
  }
}

extension RemoteError {
  /// What a status means in git's use of HTTP.
  init(_ operation: String, status: Int) {
    switch status {
    case 403:
      self.init(
        .denied, operation, "the remote does not permit it (403)",
        hint: "check what the credential may do; a job in GitHub Actions needs"
          + " `permissions: contents: write`")
    case 404:
      self.init(
        .notFound, operation, "there is no such repository, or it is hidden from us (404)",
        hint: "check the address, and what the credential may see")
    case 429, 500...:
      self.init(.unreachable, operation, "the remote answered \(status)", hint: "try again later")
    default:
      self.init(
        .notUnderstood, operation, "the remote answered \(status)",
        hint: "check that the address is that of a git repository")
    }
  }
}
