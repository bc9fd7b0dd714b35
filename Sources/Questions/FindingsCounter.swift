import Git
import History
import Model
import PolicyLanguage

/// Counts the findings that an archive has of policies; neighbours in history share files.
struct FindingsCounter {
  private let archive: ArchiveReader
  private var folders: [ObjectID: [String: ObjectID]] = [:]
  private var counts: [ObjectID: Int] = [:]

  init(_ archive: ArchiveReader) {
    self.archive = archive
  }

  mutating func count(of name: PolicyName, at commit: ObjectID) throws(GitError) -> Int {
    let root = try archive.repository.commit(commit).tree
    guard let folder = try archive.repository.entry(at: ArchiveReader.Path.findings, in: root),
      folder.isTree, let blob = try files(in: folder.id)["\(name).json"]
    else { return 0 }
    if let count = counts[blob] { return count }
    let count = Self.count(in: try archive.repository.blob(blob))
    counts[blob] = count
    return count
  }

  private mutating func files(in folder: ObjectID) throws(GitError) -> [String: ObjectID] {
    if let files = folders[folder] { return files }
    let entries = try archive.repository.tree(folder).entries
    let files = Dictionary(entries.map { ($0.name, $0.id) }, uniquingKeysWith: { $1 })
    // One folder is enough: history is walked in order.
    folders = [folder: files]
    return files
  }

  /// Older archives hold a bare array, ours an object around it.
  private static func count(in bytes: [UInt8]) -> Int {
    do {
      let root = try JSONDocument(parsing: bytes).root
      return root.kind == .array ? root.count : root["findings"]?.count ?? 0
    } catch {
      // What cannot be read holds no findings; `fsck` reports it.
      return 0
    }
  }
}
