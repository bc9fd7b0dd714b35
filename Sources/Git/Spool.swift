import Glibc

/// Bytes kept for later: in memory while they are few, then in a file without a name.
struct Spool: ~Copyable {
  private static let memoryLimit = 8 << 20

  private let folder: String
  private var memory: [UInt8] = []
  private var file: FileDescriptor?
  /// How many there are.
  private(set) var count = 0

  /// Keeps what does not fit into memory in a folder, where nobody will see it.
  init(in folder: String) {
    self.folder = folder
  }

  /// Adds bytes at the end.
  mutating func append(_ bytes: some Collection<UInt8>) throws(GitError) {
    memory += bytes
    count += bytes.count
    guard memory.count > Self.memoryLimit else { return }
    if file == nil {
      file = try FileDescriptor.temporary(in: folder, operation: operation)
    }
    try file?.write(memory, operation: operation)
    memory.removeAll(keepingCapacity: true)
  }

  /// Hands out all bytes from the beginning, in pieces.
  mutating func read(
    _ body: ([UInt8]) throws(GitError) -> Void
  ) throws(GitError) {
    try file?.rewind(operation: operation)
    while let piece = try file?.read(upTo: Self.memoryLimit, operation: operation) {
      if piece.isEmpty { break }
      try body(piece)
    }
    if !memory.isEmpty { try body(memory) }
  }

  private var operation: String { "keep new objects in `\(folder)`" }
}
