import CLibgit2

/// Collects all objects of a run and writes them as one pack.
///
/// Nothing is visible before `finish`. An object that the repository has, or that was added before,
/// is not written again, so the same work done twice costs nothing.
package final class PackWriter {
  /// The fastest: higher levels save a tenth of the pack and cost more than they save.
  private static let compressionLevel: Int32 = 1

  private let repository: Repository
  private let pack: PackQueue
  private var hasher = ObjectHasher()
  private var known: Set<ObjectID> = []
  private var bases = DeltaBases()

  /// Begins a pack for a repository.
  package init(_ repository: Repository) {
    self.repository = repository
    pack = PackQueue(
      PackFile(in: "\(repository.commonDirectory)/objects", level: Self.compressionLevel))
  }

  /// How many objects the pack has so far.
  package var count: Int { pack.count }

  /// Adds a file's content.
  ///
  /// Where `base` names the content it replaces, which was added before, only the difference is
  /// written.
  package func blob(
    _ bytes: [UInt8], basedOn base: ObjectID? = nil
  ) throws(GitError) -> ObjectID {
    try add(.blob, bytes, as: ObjectHasher.checkedID(.blob, bytes), basedOn: base)
  }

  /// Adds a folder.
  ///
  /// Where `base` names the tree it replaces, which was added before, only the difference is
  /// written.
  package func tree(
    _ tree: RawTree, basedOn base: ObjectID? = nil
  ) throws(GitError) -> ObjectID {
    try add(.tree, tree.bytes, as: hasher.id(.tree, tree.bytes), basedOn: base)
  }

  /// Adds a commit.
  package func commit(_ draft: CommitDraft) throws(GitError) -> ObjectID {
    let bytes = draft.bytes
    let id = try ObjectHasher.checkedID(.commit, bytes)
    if isNew(id) { try append(.commit, bytes, as: id) }
    return id
  }

  /// Adds an annotated tag.
  package func tag(_ draft: TagDraft) throws(GitError) -> ObjectID {
    let bytes = draft.bytes
    let id = try ObjectHasher.checkedID(.tag, bytes)
    if isNew(id) { try append(.tag, bytes, as: id) }
    return id
  }

  /// Writes the pack, synchronised to the disk.
  ///
  /// It is the last call. Where it fails, no part of the pack is left.
  package func finish() throws(GitError) {
    guard pack.count > 0 else { return }
    try pack.write()
    try git(operation: "find the new pack") { unsafe git_odb_refresh(repository.objects) }
    bases.forEach { id, base in repository.recent.keep(id, base.kind, base.bytes) }
  }

  private func add(
    _ kind: ObjectKind, _ bytes: [UInt8], as id: ObjectID, basedOn baseID: ObjectID?
  ) throws(GitError) -> ObjectID {
    guard isNew(id) else { return id }
    let number: Int
    var chainLength = 0
    if let base = baseID.flatMap({ bases.take($0) }), let delta = base.delta(to: bytes) {
      number = try pack.add { [number = base.number] pack throws(GitError) in
        try pack.append(delta: delta, to: number, as: id)
      }
      chainLength = base.chainLength + 1
    } else {
      number = try append(kind, bytes, as: id)
    }
    let base = DeltaBases.Base(
      kind: kind, bytes: bytes, number: number, chainLength: chainLength)
    bases.keep(id, base)
    return id
  }

  @discardableResult
  private func append(
    _ kind: ObjectKind, _ bytes: [UInt8], as id: ObjectID
  ) throws(GitError) -> Int {
    try pack.add { pack throws(GitError) in try pack.append(kind, bytes, as: id) }
  }

  private func isNew(_ id: ObjectID) -> Bool {
    guard known.insert(id).inserted else { return false }
    var oid = id.oid
    // Without a refresh: else libgit2 would list the packs anew for every object it has not.
    return unsafe git_odb_exists_ext(
      repository.objects, &oid, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 0
  }
}
