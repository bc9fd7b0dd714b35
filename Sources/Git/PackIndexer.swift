import CLibgit2

/// libgit2's indexer: takes a pack piece by piece, computes the id of every object in it and writes
/// the index.
@safe final class PackIndexer {
  private let pointer: OpaquePointer
  private let operation: String
  private(set) var progress = git_indexer_progress()

  /// Begins a pack in a folder; what is there is removed again unless `finish` succeeds.
  init(in folder: String, operation: String) throws(GitError) {
    self.operation = operation
    var pointer: OpaquePointer?
    try git(operation: operation) { unsafe git_indexer_new(&pointer, folder, 0, nil, nil) }
    guard let pointer = unsafe pointer else { preconditionFailure("success without a handle") }
    unsafe self.pointer = pointer
  }

  deinit { unsafe git_indexer_free(pointer) }

  /// Takes the next piece, which must not be empty.
  func append(_ bytes: Span<UInt8>) throws(GitError) {
    try git(operation: operation) {
      unsafe bytes.withUnsafeBytes {
        unsafe git_indexer_append(pointer, $0.baseAddress, $0.count, &progress)
      }
    }
  }

  /// Checks the rest, and gives the pack and its index their names, of which this is the part
  /// before the extension.
  func finish() throws(GitError) -> String {
    try git(operation: operation) { unsafe git_indexer_commit(pointer, &progress) }
    return unsafe "pack-\(String(cString: git_indexer_name(pointer)))"
  }
}
