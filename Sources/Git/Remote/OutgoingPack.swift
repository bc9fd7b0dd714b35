import CLibgit2

/// Packs chosen objects into the bytes that a push sends.
enum OutgoingPack {
  /// The pack of these objects, appended to what is in `message` already.
  static func append(
    _ choices: [ObjectSelection.Choice], of repository: Repository, to message: inout [UInt8]
  ) throws(GitError) {
    let operation = "pack what is to be pushed"
    var builder: OpaquePointer?
    try git(operation: operation) { unsafe git_packbuilder_new(&builder, repository.pointer) }
    defer { unsafe git_packbuilder_free(builder) }
    // As many threads as there are processors: the first push of an archive has 30,000 objects.
    unsafe git_packbuilder_set_threads(builder, 0)
    for choice in choices {
      var oid = choice.id.oid
      try git(operation: operation) { unsafe git_packbuilder_insert(builder, &oid, choice.name) }
    }
    _ = try unsafe withUnsafeMutablePointer(to: &message) { target throws(GitError) in
      try git(operation: operation) {
        unsafe git_packbuilder_foreach(
          builder,
          { bytes, count, payload in
            let target = unsafe payload?.assumingMemoryBound(to: [UInt8].self)
            unsafe target?.pointee.append(
              contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
            return 0
          }, target)
      }
    }
  }
}
