/// Compares what a path leads to in the trees of many commits, reading as little as it can.
struct PathWalk {
  /// Neighbours in history share trees; a few more than two serve merges.
  private static let contentsMax = 4

  private let repository: Repository
  private let path: [[UInt8]]
  private let name: String
  /// What the path leads to in each root tree: most commits of an archive touch other files.
  private var entries: [ObjectID: PathEntry?] = [:]
  /// The folders read last.
  private var contents: [(id: ObjectID, bytes: [UInt8])] = []

  private struct PathEntry: Equatable {
    let id: ObjectID
    let mode: FileMode
  }

  init(_ repository: Repository, _ path: String) {
    self.repository = repository
    let names = path.split(separator: "/")
    self.path = names.map { Array($0.utf8) }
    name = names.last.map(String.init) ?? ""
  }

  /// What happened at the path between two root trees; an absent old one is empty.
  mutating func changes(
    from old: ObjectID?, to new: ObjectID
  ) throws(GitError) -> [TreeChange] {
    guard old != new else { return [] }
    let before = try old.flatMap { root throws(GitError) in try entry(in: root) }
    let after = try entry(in: new)
    guard before != after else { return [] }
    return try fileChange(before, after) + TreeChange.between(folder(before), folder(after))
  }

  private func fileChange(_ before: PathEntry?, _ after: PathEntry?) -> [TreeChange] {
    let old = before.flatMap { $0.mode.isFile ? $0.id : nil }
    let new = after.flatMap { $0.mode.isFile ? $0.id : nil }
    return old == new ? [] : [TreeChange(name: name, old: old, new: new)]
  }

  private mutating func folder(_ entry: PathEntry?) throws(GitError) -> [UInt8] {
    guard let entry, entry.mode == .tree else { return [] }
    return try content(of: entry.id)
  }

  private mutating func entry(in root: ObjectID) throws(GitError) -> PathEntry? {
    if let known = entries[root] { return known }
    var found: PathEntry? = PathEntry(id: root, mode: .tree)
    for name in path {
      guard let folder = found, folder.mode == .tree else {
        found = nil
        break
      }
      let bytes = try repository.bytes(of: folder.id, .tree)
      found = try TreeScanner.find(name, in: bytes.span)
        .map { PathEntry(id: $0.id(in: bytes.span), mode: $0.mode) }
    }
    entries[root] = .some(found)
    return found
  }

  private mutating func content(of id: ObjectID) throws(GitError) -> [UInt8] {
    if let known = contents.first(where: { $0.id == id }) { return known.bytes }
    let bytes = try repository.bytes(of: id, .tree)
    contents.append((id, bytes))
    if contents.count > Self.contentsMax { contents.removeFirst() }
    return bytes
  }
}
