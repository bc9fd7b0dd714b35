extension IndexFile {
  /// The paths, at or below some at the top, in which the index is not what a tree has, sorted.
  ///
  /// An absent tree is empty.
  func goals(
    toward tree: ObjectID?, under names: Set<String>, in repository: Repository
  ) throws(GitError) -> [PathGoal] {
    try PathDifference.between(
      IndexFileCursor(self, under: names), try TreeFileCursor(tree, under: names, in: repository)
    ).map { difference in
      PathGoal(
        path: difference.path, target: difference.right,
        replaceable: [difference.left?.id, difference.right?.id],
        isUsers: isConflicted(difference.path), isSkipped: isSkipped(difference.path))
    }
  }

  /// The paths that differ between two trees, of which the index has one, sorted.
  func goals(
    from old: ObjectID?, to new: ObjectID, in repository: Repository
  ) throws(GitError) -> [PathGoal] {
    let names = try repository.namesOfDifferences(between: old, and: new)
    return try PathDifference.between(
      try TreeFileCursor(old, under: names, in: repository),
      try TreeFileCursor(new, under: names, in: repository)
    ).compactMap { difference in
      let (path, before, target) = (difference.path, difference.left, difference.right)
      let indexed = line(at: path)?.entry
      if indexed == target, !isConflicted(path) { return nil }
      return PathGoal(
        path: path, target: target, replaceable: [before?.id, target?.id],
        isUsers: isConflicted(path) || indexed != before, isSkipped: isSkipped(path))
    }
  }

  private func isSkipped(_ path: String) -> Bool {
    line(at: path)?.marks.contains(.skipped) ?? false
  }
}

extension Repository {
  /// The names at the top of two trees that do not have the same in both.
  fileprivate func namesOfDifferences(
    between old: ObjectID?, and new: ObjectID
  ) throws(GitError) -> Set<String> {
    let before = try old.map { id throws(GitError) in try tree(id).entries } ?? []
    let after = try tree(new).entries
    return Set(before.filter { !after.contains($0) }.map(\.name))
      .union(after.filter { !before.contains($0) }.map(\.name))
  }
}
