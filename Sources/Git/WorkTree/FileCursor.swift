/// Goes through files that are sorted by path, as git's index sorts them.
protocol FileCursor {
  /// The path of the file that was last given.
  var path: ArraySlice<UInt8> { get }

  /// What the next file has; nil behind the last one.
  mutating func next() throws(GitError) -> IndexFile.Entry?
}

/// Goes through the files that the index has at or below some paths at the top.
struct IndexFileCursor: FileCursor {
  /// What no tree has, for a path in conflict.
  private static let conflict = IndexFile.Entry(mode: FileMode(rawValue: 0), id: .zero)

  private let index: IndexFile
  /// The lines to come, those of each path in an order of their own.
  private var rest: ArraySlice<Range<Int>>
  private(set) var path: ArraySlice<UInt8> = []

  init(_ index: IndexFile, under names: Set<String>) {
    self.index = index
    rest =
      names.flatMap { name in
        let name = Array(name.utf8)
        return [index.lines(at: name), index.lines(below: name)]
      }.sorted { $0.lowerBound < $1.lowerBound }[...]
  }

  mutating func next() -> IndexFile.Entry? {
    while let lines = rest.first {
      guard let number = lines.first else {
        rest.removeFirst()
        continue
      }
      rest[rest.startIndex] = lines.dropFirst()
      let (line, path) = (index.line(number), index.path(number))
      // Of a path in conflict there are up to three lines.
      if line.stage != 0, path == self.path { continue }
      self.path = path
      return line.stage == 0 ? line.entry : Self.conflict
    }
    return nil
  }
}

/// Goes through the files that a tree has at or below some paths at the top.
struct TreeFileCursor: FileCursor {
  /// Folders deeper than this are nobody's.
  private static let depthMax = 128

  private struct Folder {
    let bytes: [UInt8]
    var scanner = TreeScanner()
    /// The length of its path, with the slash.
    let pathLength: Int
  }

  private let repository: Repository
  private let names: Set<String>
  private var folders: [Folder] = []
  private var buffer: [UInt8] = []

  /// Begins before the first file; an absent tree is empty.
  init(_ tree: ObjectID?, under names: Set<String>, in repository: Repository) throws(GitError) {
    self.repository = repository
    self.names = names
    if let tree { try enter(tree) }
  }

  var path: ArraySlice<UInt8> { buffer[...] }

  mutating func next() throws(GitError) -> IndexFile.Entry? {
    while let depth = folders.indices.last {
      let bytes = folders[depth].bytes
      guard let entry = try folders[depth].scanner.next(in: bytes.span) else {
        folders.removeLast()
        continue
      }
      if depth == 0, !names.contains(entry.name(in: bytes.span)) { continue }
      buffer.removeSubrange(folders[depth].pathLength...)
      buffer += bytes[entry.name]
      let id = entry.id(in: bytes.span)
      guard entry.mode == .tree else {
        return IndexFile.Entry(mode: entry.mode.canonical, id: id)
      }
      buffer.append(UInt8(ascii: "/"))
      try enter(id)
    }
    return nil
  }

  private mutating func enter(_ tree: ObjectID) throws(GitError) {
    guard folders.count < Self.depthMax else { throw TreeScanner.damaged }
    folders.append(Folder(bytes: try repository.bytes(of: tree, .tree), pathLength: buffer.count))
  }
}
