import CLibgit2

/// What HEAD stands for.
package enum Head: Sendable, Equatable {
  /// A branch by its full name; the id is nil while it has no commit.
  case branch(name: String, id: ObjectID?)
  case detached(ObjectID)

  /// The commit, where there is one.
  package var id: ObjectID? {
    switch self {
    case .branch(_, let id): id
    case .detached(let id): id
    }
  }
}

extension Repository {
  /// What HEAD stands for; in a linked work tree, that tree's own HEAD.
  package func head() throws(GitError) -> Head {
    let operation = "read HEAD"
    var reference: OpaquePointer?
    try git(operation: operation) { unsafe git_reference_lookup(&reference, pointer, "HEAD") }
    defer { unsafe git_reference_free(reference) }
    if let target = unsafe git_reference_symbolic_target(reference) {
      let name = unsafe String(cString: target)
      return .branch(name: name, id: try resolve(name))
    }
    guard let target = unsafe git_reference_target(reference) else {
      throw GitError(operation: operation, message: "it is neither a branch nor a commit")
    }
    return unsafe .detached(ObjectID(target.pointee))
  }

  /// The object a reference, given by its full name, leads to; nil where there is none.
  package func resolve(_ reference: String) throws(GitError) -> ObjectID? {
    var oid = git_oid()
    let found = try gitFinds(operation: "read `\(reference)`") {
      unsafe git_reference_name_to_id(&oid, pointer, reference)
    }
    return found ? ObjectID(oid) : nil
  }

  /// All references whose full names begin with `prefix`, such as `refs/tags/`, sorted by name.
  package func references(
    under prefix: String
  ) throws(GitError) -> [(name: String, id: ObjectID)] {
    let operation = "list the references under `\(prefix)`"
    var iterator: OpaquePointer?
    try git(operation: operation) {
      unsafe git_reference_iterator_glob_new(&iterator, pointer, prefix + "*")
    }
    defer { unsafe git_reference_iterator_free(iterator) }
    var result: [(name: String, id: ObjectID)] = []
    while true {
      var reference: OpaquePointer?
      let code = unsafe git_reference_next(&reference, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try git(operation: operation) { code }
      defer { unsafe git_reference_free(reference) }
      let name = unsafe String(cString: git_reference_name(reference))
      guard name.hasPrefix(prefix) else { continue }
      if let target = unsafe git_reference_target(reference) {
        unsafe result.append((name, ObjectID(target.pointee)))
      } else if let id = try resolve(name) {
        result.append((name, id))
      }
    }
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Moves a reference, if it still is where the caller saw it.
  ///
  /// The old id is what the reference must have now; nil means that it must not exist. Where it is
  /// otherwise, the error's `isConflict` is true. The message is one line for the reflog.
  package func update(
    _ reference: String, to id: ObjectID, from old: ObjectID?, message: String
  ) throws(GitError) {
    var target = id.oid
    var expected = (old ?? .zero).oid
    var written: OpaquePointer?
    defer { unsafe git_reference_free(written) }
    try git(operation: "move `\(reference)` to \(id)") {
      unsafe git_reference_create_matching(
        &written, pointer, reference, &target, 1, &expected, message)
    }
  }

  /// Moves a HEAD that stands for no branch, if it still is where the caller saw it.
  package func updateDetachedHead(
    to id: ObjectID, from old: ObjectID, message: String
  ) throws(GitError) {
    guard case .detached = try head() else {
      throw GitError(
        operation: "move HEAD to \(id)", code: GIT_EMODIFIED.rawValue,
        message: "it stands for a branch now")
    }
    try update("HEAD", to: id, from: old, message: message)
  }

  /// Removes a reference, if it still is where the caller saw it.
  package func delete(_ reference: String, from old: ObjectID) throws(GitError) {
    let operation = "delete `\(reference)`"
    var found: OpaquePointer?
    try git(operation: operation) { unsafe git_reference_lookup(&found, pointer, reference) }
    defer { unsafe git_reference_free(found) }
    guard let target = unsafe git_reference_target(found),
      unsafe ObjectID(target.pointee) == old
    else {
      throw GitError(
        operation: operation, code: GIT_EMODIFIED.rawValue,
        message: "its value is no longer \(old)")
    }
    try git(operation: operation) { unsafe git_reference_delete(found) }
  }
}
