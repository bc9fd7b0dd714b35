import Git
package import Model

/// A run that is being written down; no reference leads to any of it before it is published.
package struct Recording {
  let run: Run
  let release: ReleaseName
  /// The commit on which it stands.
  let base: ObjectID?
  private var writer: ArchiveWriter
  private var written: [(change: Change, commit: ObjectID)] = []

  init(run: Run, release: ReleaseName, base: ObjectID?, writer: ArchiveWriter) {
    self.run = run
    self.release = release
    self.base = base
    self.writer = writer
  }

  /// Writes the next changes of the run.
  package mutating func write(_ changes: [Change]) throws(ArchiveError) {
    do throws(GitError) {
      try add(changes)
    } catch {
      throw .git(error)
    }
  }

  mutating func add(_ changes: [Change]) throws(GitError) {
    written += try writer.write(changes, of: run)
  }

  /// Writes the release, and all objects as one pack.
  mutating func finish() throws(GitError) -> Recorded {
    let commit = try writer.writeRelease(release, of: run)
    let tag = try writer.writeTag(release, of: run, on: commit)
    try writer.finish()
    return Recorded(release: release, commit: commit, tag: tag, changes: written)
  }
}
