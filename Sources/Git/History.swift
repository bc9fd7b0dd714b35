package import Model

/// What one commit did to the files of a folder.
package struct HistoryStep: Sendable, Equatable {
  package let commit: ObjectID
  /// When it was committed.
  package let time: Timestamp
  /// In git's order; never empty.
  package let changes: [TreeChange]
}

/// Why a walk through history ended.
package enum HistoryEnd: Sendable, Equatable {
  /// At the first commit: nothing is missing.
  case root
  /// Where the caller said so.
  case stopped
  /// Where a shallow clone ends: what this commit and those before it did cannot be known here.
  case boundary(ObjectID)
}

extension Repository {
  /// Walks from a commit back along first parents and hands out what each did to a path.
  ///
  /// The path names a folder, such as `policies`, or one file at any depth. Only commits that
  /// changed something there are handed out, newest first, until `visit` gives false. The whole
  /// history of 1,500 policies takes about as long as the history of one.
  package func walkFirstParents(
    of path: String, from tip: ObjectID, visit: (HistoryStep) throws(GitError) -> Bool
  ) throws(GitError) -> HistoryEnd {
    let boundary = try shallowBoundary()
    var walk = PathWalk(self, path)
    var id = tip
    var commit = try CommitHeader(of: id, in: self)
    while !boundary.contains(id) {
      let parentID = commit.parents.first
      let parent = try parentID.map { id throws(GitError) in try CommitHeader(of: id, in: self) }
      let changes = try walk.changes(from: parent?.tree, to: commit.tree)
      if !changes.isEmpty {
        let step = HistoryStep(commit: id, time: commit.time, changes: changes)
        guard try visit(step) else { return .stopped }
      }
      guard let parentID, let parent else { return .root }
      (id, commit) = (parentID, parent)
    }
    return .boundary(id)
  }

  /// The newest commit along first parents that is not later than a moment.
  ///
  /// - Returns: the commit, nil where all are later, and how the walk to it ended.
  package func newestFirstParent(
    from tip: ObjectID, notAfter moment: Timestamp
  ) throws(GitError) -> (commit: ObjectID?, end: HistoryEnd) {
    let boundary = try shallowBoundary()
    var id = tip
    while true {
      let commit = try CommitHeader(of: id, in: self)
      if commit.time <= moment { return (id, .stopped) }
      if boundary.contains(id) { return (nil, .boundary(id)) }
      guard let parent = commit.parents.first else { return (nil, .root) }
      id = parent
    }
  }

  /// All that happened to a path along first parents, newest first.
  package func firstParentHistory(
    of path: String, from tip: ObjectID
  ) throws(GitError) -> (steps: [HistoryStep], end: HistoryEnd) {
    var steps: [HistoryStep] = []
    let end = try walkFirstParents(of: path, from: tip) { step in
      steps.append(step)
      return true
    }
    return (steps, end)
  }
}
