import CLibgit2

/// Brings index and work tree to what a commit has, path by path, the index last.
///
/// A run that is killed in between leaves files that equal the commit's and an index that does not,
/// which the next run sees and finishes.
struct WorkTreeUpdate: ~Copyable {
  private let repository: Repository
  private let files: WorkTree
  private var written: Set<String> = []
  private var removed: Set<String> = []
  private var leftAlone: Set<String> = []
  /// Paths of which the index has just been told what stands there.
  private var verified: Set<String> = []

  init(_ repository: Repository, at workTree: String) throws(GitError) {
    self.repository = repository
    files = try WorkTree(at: workTree)
  }

  var result: Reconciliation {
    Reconciliation(
      written: written.sorted(), removed: removed.sorted(), leftAlone: leftAlone.sorted())
  }

  /// Says that a path stays as it is.
  mutating func leaveAlone(_ goal: PathGoal) {
    leftAlone.insert(goal.path)
  }

  /// Brings one path where it is to be, and records in the index, which was written at a moment,
  /// what now stands there.
  mutating func apply(
    _ goal: PathGoal, to index: inout IndexFile, writtenAt moment: FileStatus.Moment?
  ) throws(GitError) {
    let status =
      goal.isSkipped ? nil : try updateFile(goal, known: index.line(at: goal.path), moment)
    if let target = goal.target {
      index.set(goal.path, target, isSkipped: goal.isSkipped, status)
    } else {
      index.remove(goal.path)
    }
    verified.insert(goal.path)
  }

  /// Whether a file surely has the content that the index knows.
  func isUnchanged(
    _ path: String, _ known: IndexLine, since written: FileStatus.Moment
  ) throws(GitError) -> Bool {
    if verified.contains(path) { return true }
    if known.seen.modified < written, let status = try files.status(of: path), known.matches(status)
    {
      return true
    }
    guard case .file(let content, _) = try files.content(of: path) else { return false }
    return content == known.entry.id
  }

  /// Removes the files that a run killed while writing at or below a path left.
  func removeLeftovers(of path: String) throws(GitError) {
    try files.removeLeftovers(of: path)
  }

  /// Writes or removes the file unless it is a local edit, and gives its status where it has the
  /// content wanted.
  private mutating func updateFile(
    _ goal: PathGoal, known: IndexLine?, _ moment: FileStatus.Moment?
  ) throws(GitError) -> FileStatus? {
    let content = try files.content(of: goal.path) { status in
      // Git's own proof: the file looks as the index last saw it, and is older than the index.
      guard let known, let moment, known.seen.modified < moment, known.matches(status) else {
        return nil
      }
      return known.entry.id
    }
    switch try verdict(on: content, goal) {
    case .isThere:
      guard case .file(_, let status) = content else { return nil }
      return status
    case .isEdited:
      leftAlone.insert(goal.path)
      return nil
    case .isReplaceable:
      guard let target = goal.target else {
        try files.remove(goal.path)
        removed.insert(goal.path)
        return nil
      }
      let bytes = try repository.blob(target.id)
      let status = try files.write(goal.path, bytes, executable: target.mode == .executable)
      written.insert(goal.path)
      return status
    }
  }

  private enum Verdict {
    case isThere
    case isReplaceable
    case isEdited
  }

  private func verdict(
    on content: WorkTree.Content, _ goal: PathGoal
  ) throws(GitError) -> Verdict {
    switch content {
    case .other:
      return .isEdited
    case .missing:
      return verdict(on: nil, goal)
    case .file(let id, _):
      let plain = verdict(on: id, goal)
      // Line ends may have been converted by git when it checked the file out.
      return plain == .isEdited ? verdict(on: try convertedID(of: goal.path), goal) : plain
    }
  }

  private func verdict(on id: ObjectID?, _ goal: PathGoal) -> Verdict {
    if id == goal.target?.id { return .isThere }
    return goal.replaceable.contains(id) ? .isReplaceable : .isEdited
  }

  /// The id that a file would have if git added it.
  private func convertedID(of path: String) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try git(operation: "read `\(path)`") {
      unsafe git_repository_hashfile(&oid, repository.pointer, path, GIT_OBJECT_BLOB, nil)
    }
    return ObjectID(oid)
  }
}
