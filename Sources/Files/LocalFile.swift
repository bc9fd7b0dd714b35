import FoundationEssentials

/// A file outside every archive, read and written as a whole.
package struct LocalFile: Sendable {
  /// What it is called, as the user wrote it.
  package let path: String

  /// Names a file, which need not exist.
  package init(_ path: String) {
    self.path = path
  }

  /// The folder that relative paths are from.
  package static var currentFolder: String { FileManager.default.currentDirectoryPath }

  /// The whole content; nil where there is no such file.
  package func read(bytesMax: Int) throws(FileError) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try attempt("read") {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let size = attributes[.size] as? UInt64 ?? 0
      guard size <= bytesMax else {
        throw FileError(
          operation: "read", path: path, reason: "it has \(size) bytes, more than \(bytesMax)")
      }
      return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }
  }

  /// Replaces the content in one step, and makes the folders that are missing.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    try attempt("write") {
      let file = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file, options: .atomic)
    }
  }

  /// Adds to the end of a file that somebody else keeps open, which is therefore not replaced.
  package func append(_ bytes: [UInt8], bytesMax: Int) throws(FileError) {
    let old = try read(bytesMax: bytesMax) ?? []
    try attempt("write") { try Data(old + bytes).write(to: URL(filePath: path)) }
  }

  private func attempt<Value>(
    _ operation: String, _ body: () throws -> Value
  ) throws(FileError) -> Value {
    do {
      return try body()
    } catch let error as FileError {
      throw error
    } catch {
      throw FileError(operation: operation, path: path, reason: FileError.reason(of: error))
    }
  }
}
