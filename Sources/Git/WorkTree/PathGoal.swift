/// A path that index and work tree are to be brought to.
struct PathGoal {
  let path: String
  /// What the commit has there; nil: nothing.
  let target: IndexFile.Entry?
  /// The content that the work tree may have there for it to be ours to replace; nil: no file.
  ///
  /// Anything else is a local edit.
  let replaceable: [ObjectID?]
  /// Whether the index has something of the user's there, such as a merge that was not finished.
  let isUsers: Bool
  /// Whether the user keeps it out of the work tree (a sparse checkout).
  let isSkipped: Bool

  /// Whether the path may be touched at all.
  var isOurs: Bool { !isUsers && isPlain }

  /// Whether the path is safe and the content is a plain file's.
  private var isPlain: Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = names.allSatisfy { name in
      !["", ".", ".."].contains(name) && name.lowercased() != ".git"
        && !name.unicodeScalars.contains("\u{FFFD}")
    }
    return isSafe && (target.map { $0.mode == .file || $0.mode == .executable } ?? true)
  }
}
