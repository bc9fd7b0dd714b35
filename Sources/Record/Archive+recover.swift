package import Git
package import Model

extension Archive {
  /// What a killed run left undone and this one finished.
  package struct Recovery: Sendable {
    /// Files that it left in the way, which were removed.
    package var leftovers: [String] = []
    package var tag: ReleaseName?
  }

  /// Finishes what a killed run began: removes its stale reference locks and makes its missing tag.
  ///
  /// The lock proves that no other run is writing these references.
  package func recover(holding lock: borrowing RepositoryLock) throws(ArchiveError) -> Recovery {
    do throws(GitError) {
      var recovery = Recovery()
      let release = try newestRelease()
      let references = [branch, "HEAD"] + [release?.name.reference].compactMap(\.self)
      recovery.leftovers = try lock.removeStaleLocks(for: references)
      recovery.leftovers += try lock.removeAbandonedPacks()
      guard let release, try repository.resolve(release.name.reference) == nil
      else { return recovery }
      try writeTag(release.name, on: release.commit)
      recovery.tag = release.name
      return recovery
    } catch {
      throw .git(error)
    }
  }

  private func writeTag(_ release: ReleaseName, on commit: Commit) throws(GitError) {
    let pack = PackWriter(repository)
    let tag = try pack.tag(
      ReleaseTag.draft(
        release, on: commit.id, by: commit.committer, message: commit.message))
    try pack.finish()
    try repository.update(release.reference, to: tag, from: nil, message: "")
  }
}
