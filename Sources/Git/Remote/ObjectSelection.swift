/// The objects that some tips need and that known objects do not bring along.
///
/// Each commit is compared with its first parent, so the trees of the whole history are never
/// listed, and the known commits' own parents are not read (see `CommitWalk`).
struct ObjectSelection {
  /// How deep folders and tags may be nested.
  static let depthMax = 512

  struct Choice {
    let id: ObjectID
    /// The last part of the path, by which a packer finds objects that are alike.
    let name: String
  }

  private let repository: Repository
  private let shallow: Set<ObjectID>
  private var chosen: Set<ObjectID> = []
  private(set) var choices: [Choice] = []

  init(_ repository: Repository) throws(GitError) {
    self.repository = repository
    shallow = try repository.shallowBoundary()
  }

  /// Chooses what the tips need: commits, annotated tags, or whatever a tag may name.
  mutating func choose(_ tips: [ObjectID], without known: KnownObjects) throws(GitError) {
    var commits: [ObjectID] = []
    for tip in tips where !known.ids.contains(tip) { try resolve(tip, into: &commits) }
    var walk = CommitWalk { [repository, shallow] id throws(GitError) in
      try repository.walkedCommit(id, shallow: shallow)
    }
    for commit in try walk.commits(from: commits, without: known) {
      choose(commit.id)
      var parentTree: ObjectID?
      if let parent = commit.parents.first {
        parentTree = try repository.walkedCommit(parent, shallow: shallow)?.tree
      }
      try choose(tree: commit.tree, without: parentTree)
    }
  }

  private mutating func choose(_ id: ObjectID, name: String = "") {
    if chosen.insert(id).inserted { choices.append(Choice(id: id, name: name)) }
  }

  /// Follows tags, which are chosen, to what they name.
  private mutating func resolve(
    _ tip: ObjectID, into commits: inout [ObjectID]
  ) throws(GitError) {
    var id = tip
    for _ in 0..<Self.depthMax {
      let object = try repository.object(id)
      switch object.kind {
      case .commit: return commits.append(id)
      case .tree: return try choose(tree: id, without: nil)
      case .blob: return choose(id)
      case .tag:
        choose(id)
        id = try Tag(parsing: object.bytes, id: id).target
      }
    }
    throw Self.tooDeep(tip)
  }

  /// Chooses a folder and what is below it, but not what another folder has in the same place.
  ///
  /// A folder that was chosen before is gone through all the same: it was compared with another one
  /// then, and what the two share was left out.
  private mutating func choose(
    tree: ObjectID, without other: ObjectID?, name: String = "", depth: Int = 0
  ) throws(GitError) {
    if tree == other { return }
    guard depth < Self.depthMax else { throw Self.tooDeep(tree) }
    choose(tree, name: name)
    let bytes = try repository.bytes(of: tree, .tree)
    let otherBytes = if let other { try repository.bytes(of: other, .tree) } else { [UInt8]() }
    var scanner = TreeScanner()
    var others = TreeCursor()
    while let entry = try scanner.next(in: bytes.span) {
      let id = ObjectID(bytes: bytes.span, at: entry.idStart)
      let same = try others.id(like: entry, in: bytes.span, of: otherBytes.span)
      if id == same || entry.mode == .submodule { continue }
      let name = String(decoding: bytes[entry.name], as: UTF8.self)
      if entry.mode == .tree {
        try choose(tree: id, without: same, name: name, depth: depth + 1)
      } else {
        choose(id, name: name)
      }
    }
  }

  private static func tooDeep(_ id: ObjectID) -> GitError {
    GitError(operation: "read object \(id)", message: "more than \(depthMax) levels are nested")
  }
}

/// Goes through one folder in step with another.
private struct TreeCursor {
  private var scanner = TreeScanner()
  private var current: TreeScanner.Entry?
  private var hasBegun = false

  /// The id of the entry with the name and the kind (folder or not) of an entry of the other
  /// folder, whose entries must be asked for in order.
  mutating func id(
    like entry: TreeScanner.Entry, in other: Span<UInt8>, of bytes: Span<UInt8>
  ) throws(GitError) -> ObjectID? {
    if !hasBegun {
      current = try scanner.next(in: bytes)
      hasBegun = true
    }
    while let candidate = current {
      let order = TreeScanner.order(
        bytes.extracting(candidate.name), isTree: candidate.mode == .tree,
        other.extracting(entry.name), isTree: entry.mode == .tree)
      if order > 0 { return nil }
      if order == 0 { return ObjectID(bytes: bytes, at: candidate.idStart) }
      current = try scanner.next(in: bytes)
    }
    return nil
  }
}
