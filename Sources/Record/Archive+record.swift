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
    var recording = try begin(run, on: base)
    try recording.write(run.changes)
    return try publish(recording)
  }

  /// Begins to write a run down, for a caller that has its changes piece by piece.
  package func begin(_ run: Run, on base: ObjectID?) throws(ArchiveError) -> Recording {
    try ArchiveError.git { () throws(GitError) in
      try begin(run, on: base, takenNames: [])
    }
  }

  /// Ends what was begun: everything becomes visible.
  package func publish(_ recording: Recording) throws(ArchiveError) -> Recorded {
    try ArchiveError.git { () throws(GitError) in
      var recording = recording
      let recorded = try recording.finish()
      try publish(recorded, movingFrom: recording.base)
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
      var recording = try begin(run, on: base, takenNames: takenNames)
      try recording.add(run.changes)
      let recorded = try recording.finish()
      _ = try repository.advanceWorkTree(from: obsolete, to: recorded.commit, under: lock)
      try publish(recorded, movingFrom: obsolete)
      return recorded
    } catch {
      throw .git(error)
    }
  }

  private func begin(
    _ run: Run, on base: ObjectID?, takenNames: Set<String>
  ) throws(GitError) -> Recording {
    precondition(!run.changes.isEmpty, "a run without changes writes nothing at all")
    return Recording(
      run: run, release: try releaseName(at: run.time, taken: takenNames), base: base,
      writer: try ArchiveWriter(repository: repository, base: base, form: run.form))
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
