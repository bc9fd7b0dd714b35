extension IndexFile {
  /// The paths, at or below some at the top, in which the index is not what a tree has, sorted.
  ///
  /// An absent tree is empty.
  func goals(
    toward tree: ObjectID?, under paths: [String], in repository: Repository
  ) throws(GitError) -> [PathGoal] {
    let names = paths.map { Array($0.utf8) }
    let target = try TopFolder(tree, in: repository).files { names.contains($0.path) }
    return PathDifference.between(files(under: names), target).map { difference in
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
    let (old, new) = (try TopFolder(old, in: repository), try TopFolder(new, in: repository))
    return PathDifference.between(
      try old.files { !new.entries.contains($0) }, try new.files { !old.entries.contains($0) }
    ).compactMap { difference in
      let (path, before, target) = (difference.path, difference.left, difference.right)
      let indexed = line(at: path)?.entry
      if indexed == target, !isConflicted(path) { return nil }
      return PathGoal(
        path: path, target: target, replaceable: [before?.id, target?.id],
        isUsers: isConflicted(path) || indexed != before, isSkipped: isSkipped(path))
    }
  }

  /// The files at or below some paths; of one in conflict, something that no tree has.
  private func files(under names: [[UInt8]]) -> [PathDifference.File] {
    let conflict = Entry(mode: FileMode(rawValue: 0), id: .zero)
    var files: [PathDifference.File] = []
    for line in lines where names.contains(where: { line.path.isAtOrBelow($0) }) {
      // Of a path in conflict there are up to three lines.
      if line.stage != 0, line.path == files.last?.path { continue }
      let entry = line.stage == 0 ? line.entry : conflict
      files.append(PathDifference.File(path: line.path, entry: entry))
    }
    return files
  }

  private func isSkipped(_ path: String) -> Bool {
    line(at: path)?.marks.contains(.skipped) ?? false
  }
}

extension [UInt8] {
  fileprivate func isAtOrBelow(_ folder: [UInt8]) -> Bool {
    starts(with: folder) && (count == folder.count || self[folder.count] == UInt8(ascii: "/"))
  }
}
