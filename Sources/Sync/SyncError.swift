package import Compare
package import Git
package import Observe
package import Record

/// Why a run ended early.
///
/// Nothing is lost: either nothing was written, or the next run goes on.
package enum SyncError: Error, Sendable {
  case archive(ArchiveError)
  case observe(ObserveError)
  case massChange(MassChange)
  case remote(RemoteError)
  /// `--baseline` on an archive that already holds policies.
  case baselineNotFirst
  /// Recorded here, but the remote does not have it yet.
  case notPushed(String, hint: String)
}

extension SyncError {
  /// Whether the remote is the cause, and not this archive.
  var isRemotes: Bool {
    switch self {
    case .remote, .notPushed: true
    case .archive, .observe, .massChange, .baselineNotFirst: false
    }
  }

  /// The same failure, when everything is recorded here already.
  var afterRecording: SyncError {
    guard case .remote(let error) = self else { return self }
    let hints = [error.hint, "nothing is lost, and the next run pushes it"].compactMap(\.self)
    return .notPushed("\(error)", hint: hints.joined(separator: "; "))
  }
}

extension SyncError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .archive(let error): "\(error)"
    case .observe(let error): "\(error)"
    case .remote(let error): "\(error)"
    case .massChange(let error): "stopped before writing: \(error)"
    case .baselineNotFirst: "--baseline is for a first import, and this archive holds policies"
    case .notPushed(let reason, _): "recorded here, but not pushed: \(reason)"
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch self {
    case .archive(let error): error.hint
    case .observe(let error): error.hint
    case .massChange(let error): error.hint
    case .remote(let error): error.hint
    case .baselineNotFirst: "leave --baseline out: each change becomes a commit of its own"
    case .notPushed(_, let hint): hint
    }
  }
}
