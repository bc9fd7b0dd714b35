/// The tree of a commit, of whose folders only some are read.
struct TopFolder {
  /// Folders deeper than this are nobody's.
  private static let depthMax = 128

  /// Files and folders, by name.
  let entries: [PathDifference.File]
  private let repository: Repository

  /// Reads a tree; an absent one is empty.
  init(_ tree: ObjectID?, in repository: Repository) throws(GitError) {
    self.repository = repository
    var entries: [PathDifference.File] = []
    if let tree { try Self.read(tree, below: [], in: repository) { entries.append($0) } }
    self.entries = entries
  }

  /// The files of some entries, those in folders included, in the order of the index.
  func files(in isWanted: (PathDifference.File) -> Bool) throws(GitError) -> [PathDifference.File] {
    var files: [PathDifference.File] = []
    for entry in entries where isWanted(entry) {
      try collect(entry, depth: 0, into: &files)
    }
    return files
  }

  private func collect(
    _ entry: PathDifference.File, depth: Int, into files: inout [PathDifference.File]
  ) throws(GitError) {
    guard entry.entry.mode == .tree else {
      files.append(entry)
      return
    }
    guard depth < Self.depthMax else { throw TreeScanner.damaged }
    let folder = entry.path + [UInt8(ascii: "/")]
    try Self.read(entry.entry.id, below: folder, in: repository) { entry throws(GitError) in
      try collect(entry, depth: depth + 1, into: &files)
    }
  }

  /// Calls a function with what is in a folder.
  private static func read(
    _ id: ObjectID, below folder: [UInt8], in repository: Repository,
    _ body: (PathDifference.File) throws(GitError) -> Void
  ) throws(GitError) {
    let bytes = try repository.bytes(of: id, .tree)
    var scanner = TreeScanner()
    while let entry = try scanner.next(in: bytes.span) {
      var path: [UInt8] = []
      path.reserveCapacity(folder.count + entry.name.count)
      path += folder
      path += bytes[entry.name]
      let content = IndexFile.Entry(mode: entry.mode.canonical, id: entry.id(in: bytes.span))
      try body(PathDifference.File(path: path, entry: content))
    }
  }
}
