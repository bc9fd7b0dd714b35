package import Git
import Model

extension Archive {
  /// Writes a run down: a commit per change, the release commit, its tag.
  ///
  /// - Parameters:
  ///   - run: the changes in order; there is at least one.
  ///   - base: the commit on which they stand; nil on a branch without commits.
  /// - Returns: the release with the commit of each change.
  /// - Throws: what git says; then the branch is where it was.
  package func record(_ run: Run, on base: ObjectID?) throws(ArchiveError) -> Recorded {
    try ArchiveError.git { () throws(GitError) in
      let recorded = try write(run, on: base, takenNames: [])
      try publish(recorded, movingFrom: base)
      return recorded
    }
  }

  /// Writes a run down again, on a commit that another runner pushed.
  ///
  /// The branch moves in one step from the commits that became obsolete to the new ones, so that
  /// what they recorded is never without a reference.
  ///
  /// - Parameters:
  ///   - run: the changes in order; there is at least one.
  ///   - base: the commit on which they stand now; nil where the remote has none.
  ///   - obsolete: where branch and work tree stand.
  ///   - takenNames: full names of tags that the remote has and this clone may not.
  ///   - lock: keeps other runs away.
  /// - Returns: the release with the commit of each change.
  /// - Throws: what git says.
  package func record(
    again run: Run, on base: ObjectID?, replacing obsolete: ObjectID, takenNames: Set<String>,
    holding lock: borrowing RepositoryLock
  ) throws(ArchiveError) -> Recorded {
    do throws(GitError) {
      let recorded = try write(run, on: base, takenNames: takenNames)
      _ = try repository.advanceWorkTree(from: obsolete, to: recorded.commit, under: lock)
      try publish(recorded, movingFrom: obsolete)
      return recorded
    } catch {
      throw .git(error)
    }
  }

  /// Writes all objects as one pack; no reference leads to them yet.
  private func write(
    _ run: Run, on base: ObjectID?, takenNames: Set<String>
  ) throws(GitError) -> Recorded {
    precondition(!run.changes.isEmpty, "a run without changes writes nothing at all")
    let release = try releaseName(at: run.time, taken: takenNames)
    var writer = try ArchiveWriter(repository: repository, base: base, form: run.form)
    let commits = try writer.write(run)
    let commit = try writer.writeRelease(release, of: run)
    let tag = try writer.writeTag(release, of: run, on: commit)
    try writer.finish()
    return Recorded(release: release, commit: commit, tag: tag, changes: commits)
  }

  /// Moves the branch, then the tag: the order from which a killed run can be finished.
  private func publish(_ recorded: Recorded, movingFrom old: ObjectID?) throws(GitError) {
    let release = recorded.release
    try moveTip(from: old, to: recorded.commit, reason: "mamip-bot: release \(release)")
    try repository.update(release.reference, to: recorded.tag, from: nil, message: "")
  }

  private func releaseName(
    at time: Timestamp, taken: Set<String>
  ) throws(GitError) -> ReleaseName {
    let prefix = "refs/tags/" + time.minuteStamp
    let local = Set(try repository.references(under: prefix).map(\.name))
    return ReleaseName(at: time) { name in
      local.contains("refs/tags/" + name) || taken.contains("refs/tags/" + name)
    }
  }
}
