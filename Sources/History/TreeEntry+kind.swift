package import Git

extension TreeEntry {
  /// A folder.
  package var isTree: Bool { mode == .tree }

  /// A file, executable or not; a link is none.
  package var isBlob: Bool { mode == .file || mode == .executable }
}
