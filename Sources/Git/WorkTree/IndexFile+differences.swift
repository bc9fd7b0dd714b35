import CLibgit2

extension IndexFile {
  /// The paths, at or below some, in which the index is not what a tree has, sorted.
  ///
  /// An absent tree is empty.
  func goals(
    toward tree: ObjectID?, under paths: [String], in repository: Repository
  ) throws(GitError) -> [PathGoal] {
    let operation = "compare the index with HEAD"
    let tree = try TreeHandle(tree, in: repository, operation)
    return try unsafe deltas(operation, under: paths) { diff, options in
      unsafe git_diff_tree_to_index(&diff, repository.pointer, tree.pointer, pointer, &options)
    }.map { path, target, indexed in
      PathGoal(
        path: path, target: target, replaceable: [indexed?.id, target?.id],
        isUsers: isConflicted(path), isSkipped: isSkipped(path))
    }
  }

  /// The paths that differ between two trees, of which the index has one, sorted.
  func goals(
    from old: ObjectID?, to new: ObjectID, in repository: Repository
  ) throws(GitError) -> [PathGoal] {
    let operation = "compare two commits"
    let old = try TreeHandle(old, in: repository, operation)
    let new = try TreeHandle(new, in: repository, operation)
    return try unsafe deltas(operation, under: []) { diff, options in
      unsafe git_diff_tree_to_tree(
        &diff, repository.pointer, new.pointer, old.pointer, &options)
    }.compactMap { path, target, before in
      let indexed = entry(at: path)
      if indexed == target, !isConflicted(path) { return nil }
      return PathGoal(
        path: path, target: target, replaceable: [before?.id, target?.id],
        isUsers: isConflicted(path) || indexed != before, isSkipped: isSkipped(path))
    }
  }

  /// The differences of a comparison: path, what the first side has, what the second has.
  private func deltas(
    _ operation: String, under paths: [String],
    _ compare: (inout OpaquePointer?, inout git_diff_options) -> Int32
  ) throws(GitError) -> [(String, Entry?, Entry?)] {
    var diff: OpaquePointer?
    try unsafe withStringArray(paths) { paths throws(GitError) in
      var options = unsafe git_diff_options()
      try git(operation: operation) {
        unsafe git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
      }
      unsafe options.flags =
        GIT_DIFF_DISABLE_PATHSPEC_MATCH.rawValue | GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
      unsafe options.pathspec = paths
      try git(operation: operation) { unsafe compare(&diff, &options) }
    }
    defer { unsafe git_diff_free(diff) }
    var result: [(String, Entry?, Entry?)] = []
    let count = unsafe git_diff_num_deltas(diff)
    for number in 0..<count {
      guard let delta = unsafe git_diff_get_delta(diff, number)?.pointee else { continue }
      let path = unsafe String(cString: delta.new_file.path ?? delta.old_file.path)
      // A path in conflict is met more than once.
      if path == result.last?.0 { continue }
      unsafe result.append((path, Self.entry(delta.old_file), Self.entry(delta.new_file)))
    }
    return result
  }

  private func entry(at path: String) -> Entry? {
    unsafe git_index_get_bypath(pointer, path, 0).map {
      unsafe Entry(mode: FileMode(rawValue: $0.pointee.mode), id: ObjectID($0.pointee.id))
    }
  }

  private func isConflicted(_ path: String) -> Bool {
    var stages: [UnsafePointer<git_index_entry>?] = unsafe [nil, nil, nil]
    return unsafe stages.withUnsafeMutableBufferPointer { stages in
      guard let first = stages.baseAddress else { return false }
      return unsafe git_index_conflict_get(first, first + 1, first + 2, pointer, path) == 0
    }
  }

  private func isSkipped(_ path: String) -> Bool {
    guard let entry = unsafe git_index_get_bypath(pointer, path, 0) else { return false }
    let skipped = UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
    return unsafe entry.pointee.flags_extended & skipped != 0
  }

  private static func entry(_ file: git_diff_file) -> Entry? {
    let mode = unsafe FileMode(rawValue: UInt32(file.mode))
    guard mode.rawValue != 0 else { return nil }
    return unsafe Entry(mode: mode.canonical, id: ObjectID(file.id))
  }
}

/// A tree as libgit2 has it; nil stands for an empty one.
@safe private final class TreeHandle {
  let pointer: OpaquePointer?

  init(_ id: ObjectID?, in repository: Repository, _ operation: String) throws(GitError) {
    var pointer: OpaquePointer?
    if var oid = id?.oid {
      try git(operation: operation) {
        unsafe git_tree_lookup(&pointer, repository.pointer, &oid)
      }
    }
    unsafe self.pointer = unsafe pointer
  }

  deinit { unsafe git_tree_free(pointer) }
}
