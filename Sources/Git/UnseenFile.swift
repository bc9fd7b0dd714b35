import Glibc

/// A file in the making, under a name that nobody looks at; removed unless it gets its own.
///
/// Should this process be killed, `git gc` removes it: its name begins as that of git's own such
/// files.
struct UnseenFile: ~Copyable {
  static let namePrefix = "tmp_mamip-"
  /// Nobody changes what git keeps.
  private static let mode: UInt32 = 0o444

  private let file: FileDescriptor
  private let path: String
  private let operation: String

  /// Makes an empty file in a folder.
  init(in folder: String, operation: String) throws(GitError) {
    let number = UInt64.random(in: .min ... .max)
    path = "\(folder)/\(Self.namePrefix)\(String(number, radix: 16))"
    self.operation = operation
    file = try FileDescriptor.create(path, O_EXCL, mode: Self.mode, operation: operation)
  }

  deinit { unsafe unlink(path) }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(GitError) {
    try file.write(bytes, operation: operation)
  }

  /// Waits until the content is on the disk.
  func synchronise() throws(GitError) {
    try file.synchronise(operation: operation)
  }

  /// Gives the file its name.
  consuming func rename(to name: String) throws(GitError) {
    guard unsafe Glibc.rename(path, name) == 0 else { throw .system(errno, operation: operation) }
  }
}
