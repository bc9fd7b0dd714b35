/// Why an exchange gave no answer, or none that can be used.
package struct HTTPError: Error, Sendable {
  /// What happened.
  package enum Reason: Sendable, Hashable {
    /// The server's or the proxy's name is unknown.
    case nameNotResolved
    /// Nobody listens there, or the way to it is closed.
    case connectionFailed
    /// The server could not prove who it is, or no cipher was agreed.
    case tlsFailed
    /// A limit of time ran out.
    case timedOut
    /// The connection broke, or the answer ended before its announced length.
    case interrupted
    /// What came is not HTTP, or cannot be decompressed.
    case malformed
    /// The answer is larger than its limit.
    case tooLarge
    /// A secret would have travelled readable, or to another origin.
    case insecure
    /// The server pointed elsewhere more often than allowed, or to no address.
    case redirectRefused
    /// The request cannot be written down; a mistake of the caller.
    case invalidRequest
    /// The caller's task was cancelled.
    case cancelled
    /// The client was closed.
    case closed
    /// Out of memory, no thread, or another failure of the library.
    case failed
  }

  package let reason: Reason
  package let origin: Origin
  /// What happened in words, without secrets, path or query.
  package let detail: String
  /// Whether the server can have acted on the request: false where it certainly has not seen it,
  /// true where it answered at least in part, nil where nobody knows.
  package let wasSent: Bool?

  package init(_ reason: Reason, _ origin: Origin, _ detail: String, wasSent: Bool?) {
    self.reason = reason
    self.origin = origin
    self.detail = detail
    self.wasSent = wasSent
  }

  /// What the user can do about it.
  package var hint: String? {
    switch reason {
    case .nameNotResolved: "check the name, the network, and HTTPS_PROXY where a proxy is needed"
    case .connectionFailed: "check that the service runs, and HTTPS_PROXY where a proxy is needed"
    case .tlsFailed: "name the certificates to trust in SSL_CERT_FILE if they are not the system's"
    case .insecure: "use https; secrets go over http only to this machine"
    case .timedOut, .interrupted: "try again later"
    case .malformed, .tooLarge, .redirectRefused: "check that the address is that of the service"
    case .invalidRequest, .cancelled, .closed, .failed: nil
    }
  }
}

extension HTTPError: CustomStringConvertible {
  package var description: String { "\(origin): \(detail)" }
}
