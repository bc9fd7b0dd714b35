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

  /// The index as it is.
  func current() throws(GitError) -> IndexFile {
    try IndexFile(at: index)
  }

  /// Removes what a killed run left.
  func removeLeftovers() throws(GitError) {
    if let ours = try status(draft) {
      if try status(lock)?.inode == ours.inode { try remove(lock) }
      try remove(draft)
    }
    if try status(draft + ".lock") != nil { try remove(draft + ".lock") }
  }

  /// A copy of the index to be changed.
  func begin() throws(GitError) -> IndexFile {
    try waitUntilUnlocked()
    let operation = "copy the index"
    let file = try FileDescriptor.create(draft, O_TRUNC, operation: operation)
    if let old = try FileDescriptor.open(index, O_RDONLY, operation: operation) {
      try file.write(old.readAll(operation: operation), operation: operation)
    } else {
      // An empty file would be a damaged index.
      try remove(draft)
    }
    return try IndexFile(at: draft)
  }

  /// Puts the changed copy in place; false where the original no longer looks as it did when the
  /// changes were decided on.
  func finish(_ changed: IndexFile, over original: FileStatus?) throws(GitError) -> Bool {
    try changed.write()
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

  private func waitUntilUnlocked() throws(GitError) {
    for attempt in 1...waitAttemptsMax {
      guard try status(lock) != nil else { return }
      if attempt < waitAttemptsMax { Pause.sleep(for: Self.pollInterval) }
    }
    throw GitError(
      operation: "update the index", code: GIT_ELOCKED.rawValue, message: "`\(lock)` exists",
      hint: "another git command is at work; or one was killed, then remove that file")
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
