/// Reads the bytes of an index, one part after the other.
struct IndexScanner {
  static let operation = "read the index"
  static let damaged = GitError(
    operation: operation, message: "it is damaged",
    hint: "remove it, and make it again with `git reset`")

  /// Where the parts end.
  let end: Int
  private(set) var offset = 0

  init(end: Int) {
    self.end = end
  }

  /// The next four bytes as a number.
  mutating func number(in bytes: Span<UInt8>) throws(GitError) -> UInt32 {
    let start = try skip(4)
    return UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16
      | UInt32(bytes[start + 2]) << 8 | UInt32(bytes[start + 3])
  }

  /// The next bytes.
  mutating func bytes(_ count: Int, in bytes: Span<UInt8>) throws(GitError) -> [UInt8] {
    let start = try skip(count)
    return unsafe bytes.extracting(start..<offset).withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// The next line; where paths are shortened, after that of the line before.
  mutating func line(
    after previous: [UInt8]?, in bytes: Span<UInt8>
  ) throws(GitError) -> IndexLine {
    let start = offset
    var seen = IndexLine.Seen()
    seen.changed = try moment(in: bytes)
    seen.modified = try moment(in: bytes)
    seen.device = try number(in: bytes)
    seen.inode = try number(in: bytes)
    let mode = FileMode(rawValue: try number(in: bytes))
    seen.user = try number(in: bytes)
    seen.group = try number(in: bytes)
    seen.size = try number(in: bytes)
    let id = ObjectID(bytes: bytes, at: try skip(ObjectID.length))
    let flags = try shortNumber(in: bytes)
    let hasMarks = flags & IndexLine.Flag.hasMarks != 0
    let marks = IndexLine.Marks(rawValue: hasMarks ? try shortNumber(in: bytes) : 0)
    let path = try path(after: previous, in: bytes)
    if previous == nil { _ = try skip(7 - (offset - start - 1) % 8) }
    return IndexLine(
      path: path, entry: IndexFile.Entry(mode: mode, id: id),
      stage: flags >> IndexLine.Flag.stageShift & IndexLine.Flag.stageMask,
      isAssumedUnchanged: flags & IndexLine.Flag.assumedUnchanged != 0, marks: marks, seen: seen)
  }

  private mutating func moment(in bytes: Span<UInt8>) throws(GitError) -> FileStatus.Moment {
    FileStatus.Moment(
      seconds: Int64(try number(in: bytes)), nanoseconds: Int64(try number(in: bytes)))
  }

  private mutating func shortNumber(in bytes: Span<UInt8>) throws(GitError) -> UInt16 {
    let start = try skip(2)
    return UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
  }

  /// A path with the zero byte that ends it; a shortened one begins with how many bytes at the end
  /// of the previous path it does not have.
  private mutating func path(
    after previous: [UInt8]?, in bytes: Span<UInt8>
  ) throws(GitError) -> [UInt8] {
    var path: [UInt8] = []
    if let previous {
      let dropped = try backwardsNumber(in: bytes)
      guard dropped <= previous.count else { throw Self.damaged }
      path = previous.dropLast(dropped)
    }
    let start = offset
    while bytes[try skip(1)] != 0 {}
    unsafe bytes.extracting(start..<offset - 1).withUnsafeBufferPointer { unsafe path += $0 }
    return path
  }

  /// See `Array.append(backwards:)`.
  private mutating func backwardsNumber(in bytes: Span<UInt8>) throws(GitError) -> Int {
    var byte = bytes[try skip(1)]
    var number = Int(byte & 0x7F)
    while byte & 0x80 != 0 {
      byte = bytes[try skip(1)]
      number = (number + 1) << 7 | Int(byte & 0x7F)
      guard number <= end else { throw Self.damaged }
    }
    return number
  }

  /// Passes over bytes, which must be there, and gives the place of the first.
  private mutating func skip(_ count: Int) throws(GitError) -> Int {
    guard count <= end - offset else { throw Self.damaged }
    defer { offset += count }
    return offset
  }
}
