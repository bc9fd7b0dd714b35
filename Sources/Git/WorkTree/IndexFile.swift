/// Git's index: which content each path had when it was last added or checked out.
///
/// A run changes a few lines of 1,500, but has to read, compare and write them all. libgit2 takes
/// much longer for that: its digest is slow, and it writes an index only over the one it has read.
struct IndexFile {
  /// What the index knows of one path's content.
  struct Entry: Equatable {
    let mode: FileMode
    let id: ObjectID
  }

  /// By path, then stage.
  var lines: [IndexLine] = []
  /// Version 4 shortens paths; of the others a file has the lowest that can say all.
  var shortensPaths = false
  /// How conflicts were resolved, for `git checkout --merge`, in git's own bytes.
  var resolutions: [UInt8] = []

  /// The line of a path; nil where the index has none, or a merge that was not finished.
  func line(at path: String) -> IndexLine? {
    let lines = lines[range(of: Array(path.utf8))]
    return lines.first.flatMap { $0.stage == 0 ? $0 : nil }
  }

  /// Whether a merge of the path was not finished.
  func isConflicted(_ path: String) -> Bool {
    lines[range(of: Array(path.utf8))].contains { $0.stage != 0 }
  }

  /// Makes the index say that a path has some content.
  ///
  /// With the status of the file that has it, `git status` need not read the file again; without
  /// one it will.
  mutating func set(_ path: String, _ entry: Entry, isSkipped: Bool, _ status: FileStatus?) {
    let path = Array(path.utf8)
    removeWhatCannotStand(beside: path)
    let line = IndexLine(
      path: path, entry: entry, marks: isSkipped ? .skipped : [],
      seen: status.map(IndexLine.Seen.init) ?? IndexLine.Seen())
    lines.replaceSubrange(range(of: path), with: [line])
  }

  /// Makes the index forget a path.
  mutating func remove(_ path: String) {
    lines.removeSubrange(range(of: Array(path.utf8)))
  }

  /// Makes git look again at files that may have changed after the index was last written, in the
  /// same second.
  ///
  /// Git compares times, and takes one that is not older than the index for no proof. The index is
  /// about to become younger, so what was no proof must not become one.
  mutating func distrustFiles(
    since written: FileStatus.Moment,
    unless isUnchanged: (String, IndexLine) throws(GitError) -> Bool
  ) throws(GitError) {
    for index in lines.indices {
      let line = lines[index]
      guard line.seen.modified.seconds >= written.seconds, line.entry.mode.isFile else { continue }
      if try !isUnchanged(String(decoding: line.path, as: UTF8.self), line) {
        lines[index].seen.size = 0
      }
    }
  }
}

extension IndexFile {
  /// The lines of a path; where there is none, the place for one.
  private func range(of path: [UInt8]) -> Range<Int> {
    let start = position { $0.lexicographicallyPrecedes(path) }
    let count = lines[start...].prefix { $0.path == path }.count
    return start..<start + count
  }

  /// Where the lines whose paths come before begin to be others.
  private func position(after isBefore: ([UInt8]) -> Bool) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(lines[middle].path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A path is a file or a folder, but not both.
  private mutating func removeWhatCannotStand(beside path: [UInt8]) {
    for (index, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
      lines.removeSubrange(range(of: Array(path[..<index])))
    }
    let folder = path + [UInt8(ascii: "/")]
    let start = position { $0.lexicographicallyPrecedes(folder) }
    let count = lines[start...].prefix { $0.path.starts(with: folder) }.count
    lines.removeSubrange(start..<start + count)
  }
}
