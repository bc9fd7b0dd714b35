import CLibgit2

extension Repository {
  /// Whether the repository has an object.
  package func contains(_ id: ObjectID) -> Bool {
    var oid = id.oid
    return unsafe git_odb_exists(objects, &oid) == 1
  }

  /// An object's kind and content.
  package func object(
    _ id: ObjectID
  ) throws(GitError) -> (kind: ObjectKind, bytes: [UInt8]) {
    if let recent = recent[id] { return recent }
    var oid = id.oid
    var object: OpaquePointer?
    do {
      try git(operation: "read object \(id)") { unsafe git_odb_read(&object, objects, &oid) }
    } catch {
      throw error.isNotFound ? explainedAbsence(of: id) : error
    }
    defer { unsafe git_odb_object_free(object) }
    guard let kind = unsafe ObjectKind(git_odb_object_type(object)) else {
      throw GitError(operation: "read object \(id)", message: "it is of an unknown kind")
    }
    let content = unsafe UnsafeRawBufferPointer(
      start: git_odb_object_data(object), count: git_odb_object_size(object))
    return (kind, unsafe Array(content))
  }

  /// The content of an object of which the kind is known.
  func bytes(of id: ObjectID, _ kind: ObjectKind) throws(GitError) -> [UInt8] {
    let object = try object(id)
    guard object.kind == kind else {
      throw GitError(
        operation: "read \(kind.rawValue) \(id)", message: "it is a \(object.kind.rawValue)")
    }
    return object.bytes
  }

  /// The commit that a revision such as `HEAD~3`, a tag or an abbreviated id names; nil where none.
  package func commit(named revision: String) throws(GitError) -> ObjectID? {
    let operation = "read revision `\(revision)`"
    var object: OpaquePointer?
    let found = try gitFinds(operation: operation) {
      unsafe git_revparse_single(&object, pointer, revision + "^{commit}")
    }
    defer { unsafe git_object_free(object) }
    guard found, let id = unsafe git_object_id(object) else { return nil }
    return unsafe ObjectID(id.pointee)
  }

  /// A commit, parsed.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    try Commit(parsing: bytes(of: id, .commit), id: id)
  }

  /// An annotated tag, parsed; nil where the id names another kind of object, as a lightweight
  /// tag's does.
  package func tag(_ id: ObjectID) throws(GitError) -> Tag? {
    let object = try object(id)
    return object.kind == .tag ? try Tag(parsing: object.bytes, id: id) : nil
  }

  /// A folder's entries; they are remembered, because each step of a run begins with the same ones.
  package func tree(_ id: ObjectID) throws(GitError) -> RawTree {
    let bytes = try bytes(of: id, .tree)
    recent.keep(id, .tree, bytes)
    return try RawTree(parsing: bytes)
  }

  /// A file's content.
  package func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try bytes(of: id, .blob)
  }

  /// What a path such as `policies/AdministratorAccess` leads to in a tree; nil where nothing.
  package func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    var found = TreeEntry(name: "", mode: .tree, id: tree)
    for name in path.split(separator: "/") {
      guard found.mode == .tree, let next = try self.tree(found.id)[String(name)] else {
        return nil
      }
      found = next
    }
    return found
  }

  private func explainedAbsence(of id: ObjectID) -> GitError {
    GitError(
      operation: "read object \(id)", code: GIT_ENOTFOUND.rawValue,
      message: "it is not in this repository",
      hint: isShallow
        ? "this clone is shallow: fetch the rest with `git fetch --unshallow`"
        : "fetch it, or check the repository with `git fsck`")
  }
}
