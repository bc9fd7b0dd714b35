/// Git's index: which content each path had when it was last added or checked out.
///
/// It is kept in git's own bytes and edited in place. A run changes a few lines of 1,500, but has
/// to read, compare and write them all; libgit2 takes much longer for that: its digest is slow, and
/// it writes an index only over the one it has read.
struct IndexFile {
  /// What the index knows of one path's content.
  struct Entry: Equatable {
    let mode: FileMode
    let id: ObjectID
  }

  /// The lines one after the other, by path, then stage; each has its path in full.
  private(set) var bytes: [UInt8] = []
  /// Where each line begins.
  private var starts: [Int] = []
  /// Version 4 shortens paths; of the others a file has the lowest that can say all.
  var shortensPaths = false
  /// How conflicts were resolved, for `git checkout --merge`, in git's own bytes.
  var resolutions: [UInt8] = []

  /// An index without lines.
  init() {}

  /// An index of lines, in their order, that begin at some places.
  init(lines: [UInt8], startingAt starts: [Int]) {
    bytes = lines
    self.starts = starts
  }

  /// The number of lines.
  var count: Int { starts.count }

  /// What the index says of a path; nil where it has none, or a merge that was not finished.
  func line(at path: String) -> IndexLine? {
    guard let first = lines(at: Array(path.utf8)).first else { return nil }
    let line = line(first)
    return line.stage == 0 ? line : nil
  }

  /// Whether a merge of the path was not finished.
  func isConflicted(_ path: String) -> Bool {
    lines(at: Array(path.utf8)).contains { line($0).stage != 0 }
  }

  /// Makes the index say that a path has some content.
  ///
  /// With the status of the file that has it, `git status` need not read the file again; without
  /// one it will.
  mutating func set(_ path: String, _ entry: Entry, isSkipped: Bool, _ status: FileStatus?) {
    let path = Array(path.utf8)
    removeWhatCannotStand(beside: path)
    let line = IndexLine(
      entry: entry, marks: isSkipped ? .skipped : [],
      seen: status.map(IndexLine.Seen.init) ?? IndexLine.Seen())
    replace(lines(at: path), with: line.bytes(for: path))
  }

  /// Makes the index forget a path.
  mutating func remove(_ path: String) {
    replace(lines(at: Array(path.utf8)), with: [])
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
    for (index, start) in starts.enumerated()
    where IndexLine.modificationSecond(at: start, in: bytes.span) >= written.seconds {
      let line = line(index)
      guard line.entry.mode.isFile else { continue }
      if try !isUnchanged(String(decoding: path(index), as: UTF8.self), line) {
        IndexLine.forgetSize(at: start, in: &bytes)
      }
    }
  }
}

extension IndexFile {
  /// The bytes of a line.
  func range(_ index: Int) -> Range<Int> {
    starts[index]..<(index + 1 < count ? starts[index + 1] : bytes.count)
  }

  /// What a line says.
  func line(_ index: Int) -> IndexLine { IndexLine(at: starts[index], in: bytes.span) }

  /// The path of a line, from the top of the work tree.
  func path(_ index: Int) -> ArraySlice<UInt8> {
    IndexLine.path(at: starts[index], in: bytes.span).map { bytes[$0] } ?? []
  }

  /// The lines of a path; where there is none, the place for one.
  func lines(at path: [UInt8]) -> Range<Int> {
    let start = position { CommonBytes.order($0, path[...]) < 0 }
    return start..<position { CommonBytes.order($0, path[...]) <= 0 }
  }

  /// The lines of all paths below a folder.
  func lines(below folder: [UInt8]) -> Range<Int> {
    let prefix = folder + [UInt8(ascii: "/")]
    let start = position { CommonBytes.order($0, prefix[...]) < 0 }
    return start..<position { CommonBytes.order($0.prefix(prefix.count), prefix[...]) <= 0 }
  }

  /// Where the lines whose paths come before begin to be others.
  private func position(after isBefore: (ArraySlice<UInt8>) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(path(middle)) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A path is a file or a folder, but not both.
  private mutating func removeWhatCannotStand(beside path: [UInt8]) {
    for (index, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
      replace(lines(at: Array(path[..<index])), with: [])
    }
    replace(lines(below: path), with: [])
  }

  /// Puts one line in the place of others, or none.
  private mutating func replace(_ lines: Range<Int>, with line: [UInt8]) {
    let start = lines.lowerBound < count ? starts[lines.lowerBound] : bytes.count
    let end = lines.upperBound < count ? starts[lines.upperBound] : bytes.count
    bytes.replaceSubrange(start..<end, with: line)
    for later in lines.upperBound..<count { starts[later] += line.count - (end - start) }
    starts.replaceSubrange(lines, with: line.isEmpty ? [] : [start])
  }
}
