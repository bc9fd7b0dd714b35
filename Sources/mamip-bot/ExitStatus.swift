import AWS
import Configuration
import Git
import Model
import Observe
import Publish
import Record
import ServiceData
import Sync

/// What a run tells the shell, and the only place that decides it.
enum ExitStatus: Int32 {
  /// Done; deliveries may be waiting for their next attempt.
  case done = 0
  /// Failed; nothing is lost.
  case failed = 1
  /// Findings at or above the threshold, or a check that was not met.
  case findings = 2
  /// A delivery is dead, or overdue by a day.
  case deliveries = 3
  /// Stopped by a safety breaker before anything was written.
  case breaker = 4
  case usage = 64
  case configuration = 78

  init(for error: any Error) {
    self =
      switch error {
      case let error as SyncError: Self(for: error)
      case let error as ArchiveError: Self(for: .archive(error))
      case let error as CommandError: error.status
      case is ConfigurationError: .configuration
      default: .failed
      }
  }

  private init(for error: SyncError) {
    self =
      switch error {
      case .massChange, .observe(.brokenList), .observe(.tooManyMissing): .breaker
      case .baselineNotFirst: .usage
      case .archive(.otherBranch), .archive(.detachedWithoutBranch): .configuration
      case .archive, .observe, .remote, .notPushed: .failed
      }
  }
}

/// What went wrong in a command, with what to do about it.
struct CommandError: Error, CustomStringConvertible {
  let description: String
  let hint: String?
  let status: ExitStatus

  init(_ description: String, hint: String? = nil, status: ExitStatus = .failed) {
    self.description = description
    self.hint = hint
    self.status = status
  }
}

/// The advice that comes with an error, where it has some.
func hint(for error: any Error) -> String? {
  switch error {
  case let error as SyncError: error.hint
  case let error as ArchiveError: error.hint
  case let error as ObserveError: error.hint
  case let error as GitError: error.hint
  case let error as PublishError: error.hint
  case let error as RemoteError: error.hint
  case let error as AWSError: error.hint
  case let error as ServiceDataError: error.hint
  case let error as CommandError: error.hint
  default: nil
  }
}
