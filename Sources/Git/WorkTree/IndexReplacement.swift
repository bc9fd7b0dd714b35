import CLibgit2
import Glibc

/// Replaces git's index in one step, under git's own lock, and recognises a lock of its own that a
/// killed run left.
///
/// The new index is written to a file of ours first. Its second name is the lock: where both names
/// stand for one file, the lock is ours, and because runs exclude each other it is stale.
struct IndexReplacement {
  private static let pollInterval = Duration.milliseconds(50)

  private let index: String
  private let draft: String
  private var lock: String { index + ".lock" }

  private let waitAttemptsMax: Int

  /// Waits up to a limit where another program has locked the index.
  init(of repository: Repository, waiting limit: Duration) {
    waitAttemptsMax = 1 + Int(limit / Self.pollInterval)
    index = repository.gitDirectory + "/index"
    draft = repository.gitDirectory + "/mamip-index"
  }

  /// What the index looks like from outside; nil where there is none.
  func status() throws(GitError) -> FileStatus? {
    try status(index)
  }

  /// The index as it is; where there is none, an empty one.
  func current() throws(GitError) -> IndexFile {
    let operation = "read the index `\(index)`"
    guard let file = try FileDescriptor.open(index, O_RDONLY, operation: operation) else {
      return IndexFile()
    }
    let size = Int(try FileStatus.of(file, operation: operation).size)
    return try IndexFile(parsing: file.readAll(expecting: size, operation: operation))
  }

  /// Removes what a killed run left.
  func removeLeftovers() throws(GitError) {
    guard let ours = try status(draft) else { return }
    if try status(lock)?.inode == ours.inode { try remove(lock) }
    try remove(draft)
  }

  /// Waits until no other program has locked the index.
  func waitUntilUnlocked() throws(GitError) {
    for attempt in 1...waitAttemptsMax {
      guard try status(lock) != nil else { return }
      if attempt < waitAttemptsMax { Pause.sleep(for: Self.pollInterval) }
    }
    throw GitError(
      operation: "update the index", code: GIT_ELOCKED.rawValue, message: "`\(lock)` exists",
      hint: "another git command is at work; or one was killed, then remove that file")
  }

  /// Puts the changed index in place; false where the original no longer looks as it did when the
  /// changes were decided on.
  func finish(_ changed: IndexFile, over original: FileStatus?) throws(GitError) -> Bool {
    let operation = "write the index `\(draft)`"
    try FileDescriptor.create(draft, O_TRUNC, operation: operation)
      .write(changed.file, operation: operation)
    try waitUntilUnlocked()
    guard unsafe link(draft, lock) == 0 else {
      if errno == EEXIST { return false }
      throw .system(errno, operation: "lock the index")
    }
    guard try status(index) == original else {
      try remove(lock)
      return false
    }
    guard unsafe rename(lock, index) == 0 else {
      throw .system(errno, operation: "replace the index")
    }
    try remove(draft)
    return true
  }

  private func status(_ path: String) throws(GitError) -> FileStatus? {
    try FileStatus.of(path, operation: "look for `\(path)`")
  }

  private func remove(_ path: String) throws(GitError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw .system(errno, operation: "remove `\(path)`")
    }
  }
}
