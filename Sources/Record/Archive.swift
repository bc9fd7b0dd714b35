package import Git
package import History
package import Model

/// The database: a branch of a git repository, and the only one who writes to it.
///
/// Nothing is visible before it is whole. All objects of a run come as one pack, then the branch
/// moves, then the tag, then index and work tree follow; a run that was killed in between is
/// finished by the next one, from what the release commit says of itself.
package struct Archive {
  package let repository: Repository
  /// The branch's full name, such as `refs/heads/main`.
  package let branch: String
  /// Whether HEAD stands on a commit instead of the branch, as in some checkouts of CI.
  let isDetached: Bool

  /// Opens the archive on the branch that is checked out.
  ///
  /// The branch is given by its short name, such as `main`; nil takes what HEAD says. Another one
  /// than that of the work tree is refused.
  package init(repository: Repository, branch: String?) throws(ArchiveError) {
    self.repository = repository
    let wanted = branch.map { "refs/heads/" + $0 }
    switch try ArchiveError.git({ () throws(GitError) in try repository.head() }) {
    case .branch(let name, _):
      guard wanted == nil || wanted == name || repository.workTree == nil else {
        throw .otherBranch(checkedOut: name.branchName, configured: branch ?? "")
      }
      self.branch = wanted ?? name
      isDetached = false
    case .detached:
      guard let wanted else { throw .detachedWithoutBranch }
      self.branch = wanted
      isDetached = true
    }
  }

  /// The commit on which the next change will stand; nil on a branch without commits.
  package func tip() throws(GitError) -> ObjectID? {
    guard isDetached, case .detached(let id) = try repository.head() else {
      return try repository.resolve(branch)
    }
    return id
  }

  /// What the archive holds at a commit, by default at its tip.
  package func holdings(at commit: ObjectID?) throws(GitError) -> Holdings {
    try reader.holdings(at: commit)
  }

  /// Reads the commits of this archive.
  package var reader: ArchiveReader { ArchiveReader(repository) }

  /// Brings index and work tree to where the branch stands, for our own paths only; a file that a
  /// person edited is left alone.
  package func settle(holding lock: borrowing RepositoryLock) throws(GitError) -> Reconciliation {
    try repository.reconcile(owned: ArchiveReader.Path.owned, under: lock)
  }

  /// Moves the branch, or the detached HEAD, if it still stands where it did.
  func moveTip(
    from old: ObjectID?, to new: ObjectID, reason: String
  ) throws(GitError) {
    if isDetached, let old {
      try repository.updateDetachedHead(to: new, from: old, message: reason)
    } else {
      try repository.update(branch, to: new, from: old, message: reason)
    }
  }
}

extension String {
  /// `main` for `refs/heads/main`.
  package var branchName: String {
    hasPrefix("refs/heads/") ? String(dropFirst("refs/heads/".count)) : self
  }
}
