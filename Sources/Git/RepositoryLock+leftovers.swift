import CLibgit2
import Glibc

extension RepositoryLock {
  /// How long an unfinished pack must have been there to count as left by a killed process.
  private static let abandonedAge = Duration.seconds(3_600)
  private static let watchInterval = Duration.milliseconds(50)

  /// Removes the lock files that a killed run left on references that this run will write.
  ///
  /// While this lock is held no other run can be writing them. A `git` that the user runs could,
  /// for milliseconds, so a lock file must have been there for some time, which is waited for. The
  /// paths of what was removed are given, to be told to the user.
  package func removeStaleLocks(
    for references: [String], olderThan age: Duration = .seconds(3)
  ) throws(GitError) -> [String] {
    let names = references.map { name in
      name.hasPrefix("refs/") ? "\(commonDirectory)/\(name)" : "\(gitDirectory)/\(name)"
    }
    var removed: [String] = []
    for path in (names + [commonDirectory + "/packed-refs"]).map({ $0 + ".lock" })
    where try isStale(path, age) {
      try remove(path)
      removed.append(path)
    }
    return removed
  }

  /// Removes unfinished packs that killed runs left, and gives their paths.
  package func removeAbandonedPacks() throws(GitError) -> [String] {
    let objects = commonDirectory + "/objects"
    return try removeAbandoned(QuarantineFolder.namePrefix, in: objects)
      + removeAbandoned(UnseenFile.namePrefix, in: objects + "/pack")
  }

  private func removeAbandoned(
    _ namePrefix: String, in folder: String
  ) throws(GitError) -> [String] {
    var removed: [String] = []
    for name in try Folder.names(in: folder, operation: "list `\(folder)`")
    where name.hasPrefix(namePrefix) {
      let path = "\(folder)/\(name)"
      guard let status = try status(of: path), age(of: status) >= Self.abandonedAge else {
        continue
      }
      if status.isRegular { try remove(path) } else { QuarantineFolder.remove(path) }
      removed.append(path)
    }
    return removed
  }

  /// Whether a lock file is there and nobody is working with it.
  private func isStale(_ path: String, _ limit: Duration) throws(GitError) -> Bool {
    guard let first = try status(of: path) else { return false }
    let attemptsMax = Int(limit / Self.watchInterval)
    for _ in 0..<attemptsMax where age(of: first) < limit {
      Pause.sleep(for: Self.watchInterval)
      guard try status(of: path) == first else { return false }
    }
    return true
  }

  private func status(of path: String) throws(GitError) -> FileStatus? {
    try FileStatus.of(path, operation: "look for `\(path)`")
  }

  private func age(of status: FileStatus) -> Duration {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return .seconds(Int64(now.tv_sec) - status.modified.seconds)
      + .nanoseconds(Int64(now.tv_nsec) - status.modified.nanoseconds)
  }

  private func remove(_ path: String) throws(GitError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw .system(errno, operation: "remove `\(path)`")
    }
  }
}
