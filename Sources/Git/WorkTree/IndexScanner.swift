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
    UInt32(bigEndian: bytes, at: try skip(4))
  }

  /// The next bytes.
  mutating func bytes(_ count: Int, in bytes: Span<UInt8>) throws(GitError) -> [UInt8] {
    let start = try skip(count)
    return unsafe bytes.extracting(start..<offset).withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// The next lines, which have their paths in full.
  mutating func lines(_ count: UInt32, in file: [UInt8]) throws(GitError) -> IndexFile {
    let first = offset
    var starts: [Int] = []
    for _ in 0..<count {
      starts.append(offset - first)
      let (start, path) = (offset, try path(in: file.span))
      _ = try skip(path.upperBound - start)
      _ = try skip(IndexLine.padding(after: path.upperBound - start))
    }
    return IndexFile(lines: Array(file[first..<offset]), startingAt: starts)
  }

  /// The next lines, whose paths begin with how many bytes at the end of the one before they lack.
  mutating func shortenedLines(_ count: UInt32, in file: [UInt8]) throws(GitError) -> IndexFile {
    var lines: [UInt8] = []
    var starts: [Int] = []
    var path: [UInt8] = []
    for _ in 0..<count {
      let start = lines.count
      starts.append(start)
      guard let pathStart = IndexLine.pathStart(at: offset, in: file.span) else {
        throw Self.damaged
      }
      lines += file[try skip(pathStart - offset)..<pathStart]
      let dropped = try backwardsNumber(in: file.span)
      guard dropped <= path.count else { throw Self.damaged }
      path.removeLast(dropped)
      let rest = offset
      while file[try skip(1)] != 0 {}
      path += file[rest..<offset - 1]
      lines += path
      let padding = IndexLine.padding(after: lines.count - start)
      lines.append(contentsOf: repeatElement(0, count: padding))
    }
    return IndexFile(lines: lines, startingAt: starts)
  }

  /// The path of the next line.
  private func path(in bytes: Span<UInt8>) throws(GitError) -> Range<Int> {
    guard let path = IndexLine.path(at: offset, in: bytes) else { throw Self.damaged }
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
