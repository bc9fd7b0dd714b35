/// The notes of a reference such as `refs/notes/mamip`: a text for some objects, by their ids.
///
/// It is git's own form, so `git notes` reads ours and ours reads git's: a file for each object, by
/// its id, whose first digits may be folders. Only what is in the tree in no such form is not
/// shown, and stays.
package struct NotesTree: Sendable, Equatable {
  /// The blob that is the note of an object.
  package private(set) var blobs: [ObjectID: ObjectID]
  /// What git would leave alone as well.
  private var others: [TreeEntry]

  /// No notes.
  package init() {
    blobs = [:]
    others = []
  }

  /// The note of an object; nil where it has none.
  package subscript(object: ObjectID) -> ObjectID? {
    get { blobs[object] }
    set { blobs[object] = newValue }
  }
}

extension NotesTree {
  /// Folders have two digits each, so an id has no more of them.
  private static let depthMax = ObjectID.length - 1
  private static let folderDigits = 2

  /// Reads the notes that a commit holds.
  package init(at commit: ObjectID, in repository: Repository) throws(GitError) {
    self.init()
    try read(try repository.tree(repository.commit(commit).tree), below: "", in: repository)
  }

  private mutating func read(
    _ tree: RawTree, below digits: String, in repository: Repository
  ) throws(GitError) {
    for entry in tree.entries {
      let name = digits + entry.name
      if entry.mode.isFile, let object = ObjectID(hex: name) {
        blobs[object] = entry.id
      } else if entry.mode == .tree, entry.name.isFolderOfNotes,
        digits.utf8.count < Self.depthMax * Self.folderDigits
      {
        try read(try repository.tree(entry.id), below: name, in: repository)
      } else if digits.isEmpty {
        others.append(entry)
      }
    }
  }

  /// Writes the notes' folders, with a folder for each of the first two digits.
  ///
  /// - Returns: the id of the whole tree.
  package func write(to pack: PackWriter) throws(GitError) -> ObjectID {
    var folders: [String: RawTree] = [:]
    for (object, blob) in blobs {
      let digits = object.description
      let rest = String(digits.dropFirst(Self.folderDigits))
      folders[String(digits.prefix(Self.folderDigits)), default: RawTree()].set(rest, .file, blob)
    }
    var root = RawTree()
    for entry in others { root.set(entry.name, entry.mode, entry.id) }
    for (digits, folder) in folders { root.set(digits, .tree, try pack.tree(folder)) }
    return try pack.tree(root)
  }
}

extension String {
  fileprivate var isFolderOfNotes: Bool {
    utf8.count == 2
      && utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
