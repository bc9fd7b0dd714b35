import CLibgit2
import Glibc

/// Keeps other runs of this program out of a repository for as long as it exists.
///
/// It is a lock of the operating system on `<git dir>/mamip.lock`, so it ends with the process,
/// however that ends; the file itself stays and means nothing.
package struct RepositoryLock: ~Copyable {
  private static let pollInterval = Duration.milliseconds(50)

  private let file: FileDescriptor
  let gitDirectory: String
  let commonDirectory: String

  fileprivate init(_ repository: Repository) throws(GitError) {
    gitDirectory = repository.gitDirectory
    commonDirectory = repository.commonDirectory
    do {
      file = try FileDescriptor.create(Self.path(in: repository), operation: Self.operation)
    } catch {
      throw error.hinted("the folder `\(repository.commonDirectory)` must be writable")
    }
  }

  fileprivate static let operation = "lock the repository"

  fileprivate static func path(in repository: Repository) -> String {
    repository.commonDirectory + "/mamip.lock"
  }

  /// Takes the lock, asking again and again where another run has it; false when time is up.
  fileprivate func take(waiting limit: Duration, onWait: () -> Void) throws(GitError) -> Bool {
    let attemptsMax = 1 + Int(limit / Self.pollInterval)
    for attempt in 1...attemptsMax {
      if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .system(errno, operation: Self.operation)
      }
      if attempt == 1 { onWait() }
      if attempt < attemptsMax { Pause.sleep(for: Self.pollInterval) }
    }
    return false
  }

  /// Gives the lock back before its scope ends.
  package consuming func release() {}

  /// To close the file is not enough: a program that is just being started shares it for a moment.
  deinit { flock(file.number, LOCK_UN) }
}

extension Repository {
  /// Keeps other runs of this program out until the lock is released or goes out of scope.
  ///
  /// Where another run has it, `onWait` is called once, and the call returns when that run has
  /// ended or fails when the time is up.
  package func lock(
    waiting limit: Duration = .seconds(60), onWait: () -> Void = {}
  ) throws(GitError) -> RepositoryLock {
    let lock = try RepositoryLock(self)
    guard try lock.take(waiting: limit, onWait: onWait) else {
      throw GitError(
        operation: RepositoryLock.operation, code: GIT_ELOCKED.rawValue,
        message: "another run holds `\(RepositoryLock.path(in: self))`",
        hint: "try again when it has ended: the lock ends with that process, not with the file")
    }
    return lock
  }
}
