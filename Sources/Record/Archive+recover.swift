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
      let references =
        [branch, "HEAD", ReferenceCheck.notes]
        + [release?.name.reference].compactMap(\.self)
      recovery.leftovers = try lock.removeStaleLocks(for: references)
      recovery.leftovers += try lock.removeAbandonedPacks()
      recovery.tag = try makeMissingTag()
      return recovery
    } catch {
      throw .git(error)
    }
  }

  /// Makes the tag of the newest release, where there is none.
  ///
  /// - Returns: its name, where it was made.
  func makeMissingTag() throws(GitError) -> ReleaseName? {
    guard let release = try newestRelease(),
      try repository.resolve(release.name.reference) == nil
    else { return nil }
    try writeTag(release.name, on: release.commit)
    return release.name
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
