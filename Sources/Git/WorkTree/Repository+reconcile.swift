extension Repository {
  /// Other programs can change the index at the same time; then everything is looked at anew.
  private static let attemptsMax = 5

  /// Brings index and work tree of our own paths to HEAD.
  ///
  /// The paths are folders or files at the top, such as `policies` and `DEPRECATED.json`. Where
  /// index and HEAD agree nothing is looked at, and if they agree everywhere nothing is written.
  /// Elsewhere a file that equals the index or HEAD becomes HEAD's; one that equals neither is a
  /// local edit and stays. The index becomes HEAD's in either case. Other paths, staged or not, are
  /// not touched.
  ///
  /// Where another git command has locked the index, that is waited for.
  package func reconcile(
    owned paths: [String], under lock: borrowing RepositoryLock,
    waiting limit: Duration = .seconds(5)
  ) throws(GitError) -> Reconciliation {
    let owned = paths.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    let tree = try head().id.map { id throws(GitError) in try commit(id).tree }
    let replacement = IndexReplacement(of: self, waiting: limit)
    return try updateWorkTree(replacement, leftoversOf: owned) { index throws(GitError) in
      try index.goals(toward: tree, under: Set(owned), in: self)
    }
  }

  /// Brings index and work tree from one commit to another, before HEAD is moved there.
  ///
  /// All paths that differ between the two are meant. A file is replaced if the index has it as the
  /// old commit has, and the work tree as either has; anything else is the user's, stays, and is
  /// said. In a repository without commits there is no old one.
  package func advanceWorkTree(
    from old: ObjectID?, to new: ObjectID, under lock: borrowing RepositoryLock,
    waiting limit: Duration = .seconds(5)
  ) throws(GitError) -> Reconciliation {
    let oldTree = try old.map { id throws(GitError) in try commit(id).tree }
    let newTree = try commit(new).tree
    let replacement = IndexReplacement(of: self, waiting: limit)
    return try updateWorkTree(replacement, leftoversOf: []) { index throws(GitError) in
      try index.goals(from: oldTree, to: newTree, in: self)
    }
  }

  /// Brings index and work tree to the goals, which are computed from the index as it is.
  private func updateWorkTree(
    _ replacement: IndexReplacement, leftoversOf paths: [String],
    _ goals: (IndexFile) throws(GitError) -> [PathGoal]
  ) throws(GitError) -> Reconciliation {
    guard let workTree else { return Reconciliation() }
    try replacement.removeLeftovers()
    var update = try WorkTreeUpdate(self, at: workTree)
    for path in paths { try update.removeLeftovers(of: path) }
    for _ in 0..<Self.attemptsMax {
      let original = try replacement.status()
      var index = try replacement.current()
      let goals = try goals(index)
      for goal in goals where !goal.isOurs { update.leaveAlone(goal) }
      if !goals.contains(where: \.isOurs) { return update.result }
      try replacement.waitUntilUnlocked()
      for goal in goals where goal.isOurs {
        try update.apply(goal, to: &index, writtenAt: original?.modified)
      }
      if let written = original?.modified {
        try index.distrustFiles(since: written) { path, line throws(GitError) in
          try update.isUnchanged(path, line, since: written)
        }
      }
      if try replacement.finish(index, over: original) { return update.result }
    }
    throw GitError(
      operation: "update the index", message: "another program changes it again and again",
      hint: "try again when that has ended")
  }
}
