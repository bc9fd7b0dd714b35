package import Git
import History
package import Model

extension Archive {
  /// Runs git's part of a step.
  package func read<Value>(
    _ body: () throws(GitError) -> Value
  ) throws(ArchiveError) -> Value {
    try ArchiveError.git(body)
  }

  /// Where the branch stands; nil without commits.
  package func currentTip() throws(ArchiveError) -> ObjectID? {
    try read { () throws(GitError) in try tip() }
  }

  /// The newest release of the branch, with its commit; nil where the last commits hold none.
  ///
  /// Usually it is the newest commit. People may commit on top of it.
  package func newestRelease() throws(GitError) -> (name: ReleaseName, commit: Commit)? {
    var id = try tip()
    for _ in 0..<Self.releaseDepthMax {
      guard let next = id, repository.contains(next) else { return nil }
      let commit = try repository.commit(next)
      if let name = CommitTrailers(of: commit.message)["Release"].flatMap(ReleaseName.init) {
        return (name, commit)
      }
      id = commit.parents.first
    }
    return nil
  }

  /// How many commits are looked at for the newest release.
  private static let releaseDepthMax = 100

  /// Whether the remote's tip has all that is here.
  package func isBehind(_ remoteTip: ObjectID?) throws(ArchiveError) -> Bool {
    try read { () throws(GitError) in
      guard let remoteTip else { return false }
      guard let tip = try tip() else { return true }
      return try repository.isAncestor(tip, of: remoteTip)
    }
  }

  /// The tags that exist here for some releases, by full name.
  package func tags(of releases: [ReleaseName]) throws(ArchiveError) -> [String: ObjectID] {
    try read { () throws(GitError) in
      var tags: [String: ObjectID] = [:]
      for release in releases {
        tags[release.reference] = try repository.resolve(release.reference)
      }
      return tags
    }
  }

  /// Moves the branch, index and work tree on to a commit that has all that is here, and makes the
  /// tag of its newest release, which the remote has under the same id.
  ///
  /// The files come first: if the run is killed then, they are what the next one wants.
  package func fastForward(
    to commit: ObjectID, holding lock: borrowing RepositoryLock
  ) throws(ArchiveError) {
    do throws(GitError) {
      let tip = try tip()
      _ = try repository.advanceWorkTree(from: tip, to: commit, under: lock)
      try moveTip(from: tip, to: commit, reason: "mamip-bot: from the remote")
      _ = try makeMissingTag()
    } catch {
      throw .git(error)
    }
  }

  /// Removes the tags of releases that were never pushed.
  package func forget(_ releases: [ReleaseName]) throws(ArchiveError) {
    try read { () throws(GitError) in
      for release in releases {
        guard let id = try repository.resolve(release.reference) else { continue }
        try repository.delete(release.reference, from: id)
      }
    }
  }
}
