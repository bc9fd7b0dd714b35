import Foundation

/// The files that the rules look at.
struct Tree: Sendable {
  let files: [File]

  /// The files under `Sources` and `Tests`, and the manifest.
  var swift: [File] { files.filter(\.isSwift) }
  var sources: [File] { files.filter(\.isSource) }
  var tests: [File] { files.filter(\.isTest) }

  func file(at path: String) -> File? {
    files.first { $0.path == path }
  }

  /// Whether there is a file or a folder with this path.
  func contains(_ path: String) -> Bool {
    let folder = path.hasSuffix("/") ? path : path + "/"
    return files.contains { $0.path == path || $0.path.hasPrefix(folder) }
  }
}

extension Tree {
  /// This very repository, found from the place of this file.
  static let ours = Tree(readFrom: root)

  private static var root: URL {
    let here = URL(filePath: #filePath)
    return here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// The database is data, and what begins so at the top level is made, not written.
  private static let databaseFolders: Set = ["policies", "findings"]
  private static let madeNames = [".build", ".git/", ".venv", ".swiftpm", ".demo"]
  private static let madeFiles: Set = [".git", "Package.resolved"]
  /// Larger files are measured, not read.
  private static let readMax = 1 << 20

  private init(readFrom root: URL) {
    let paths = FileManager.default.enumerator(atPath: root.path)
    var files: [File] = []
    while let path = paths?.nextObject() as? String {
      if Self.isMade(path) || Self.databaseFolders.contains(path) {
        paths?.skipDescendants()
      } else if paths?.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        Self.read(path, in: root).map { files.append($0) }
      }
    }
    self.files = files.sorted { $0.path < $1.path }
  }

  private static func isMade(_ path: String) -> Bool {
    madeFiles.contains(path) || path.hasSuffix("__pycache__")
      || madeNames.contains { "\(path)/".hasPrefix($0) }
  }

  private static func read(_ path: String, in root: URL) -> File? {
    guard let data = FileManager.default.contents(atPath: root.appending(path: path).path)
    else { return nil }
    let text = data.count <= readMax ? String(decoding: data, as: UTF8.self) : ""
    return File(path: path, size: data.count, text: text)
  }
}
