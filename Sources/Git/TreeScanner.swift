import Glibc

/// Reads the bytes of a tree object without making anything of them.
struct TreeScanner {
  /// Where an entry and its parts stand.
  struct Entry {
    let start: Int
    let name: Range<Int>
    let mode: FileMode

    /// The id follows the name and the zero byte after it.
    var idStart: Int { name.upperBound + 1 }
    var end: Int { idStart + ObjectID.length }
    var length: Int { end - start }

    func id(in bytes: Span<UInt8>) -> ObjectID {
      ObjectID(bytes: bytes, at: idStart)
    }

    /// The name as text; what is not UTF-8 in it is replaced.
    func name(in bytes: Span<UInt8>) -> String {
      unsafe bytes.extracting(name).withUnsafeBufferPointer { name in
        unsafe String(decoding: name, as: UTF8.self)
      }
    }
  }

  static let damaged = GitError(
    operation: "read a tree", message: "its entries are damaged or out of order",
    hint: "check the repository with `git fsck`")

  private static let modeDigitsMax = 7

  /// The entry that begins at `start`; nil at the end of the tree.
  static func whole(at start: Int, in bytes: Span<UInt8>) throws(GitError) -> Entry? {
    guard start < bytes.count else { return nil }
    guard let entry = entry(at: start, in: bytes) else { throw damaged }
    return entry
  }

  private var offset = 0

  /// The next entry; nil at the end.
  mutating func next(in bytes: Span<UInt8>) throws(GitError) -> Entry? {
    let entry = try Self.whole(at: offset, in: bytes)
    offset = entry?.end ?? offset
    return entry
  }

  /// The entry of a name; nil where there is none.
  static func find(_ name: [UInt8], in bytes: Span<UInt8>) throws(GitError) -> Entry? {
    var scanner = TreeScanner()
    while let entry = try scanner.next(in: bytes) {
      if entry.name.count == name.count,
        name.indices.allSatisfy({ bytes[entry.name.lowerBound + $0] == name[$0] })
      {
        return entry
      }
    }
    return nil
  }

  /// The entry that begins at `start`; nil where there is no whole one.
  static func entry(at start: Int, in bytes: Span<UInt8>) -> Entry? {
    var mode: UInt32 = 0
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: " ") {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 8, index - start < modeDigitsMax else { return nil }
      mode = mode << 3 | UInt32(digit)
      index += 1
    }
    let nameStart = index + 1
    guard let end = end(ofEntryAt: start, in: bytes) else { return nil }
    let nameEnd = end - ObjectID.length - 1
    guard nameStart < nameEnd else { return nil }
    return Entry(start: start, name: nameStart..<nameEnd, mode: FileMode(rawValue: mode))
  }

  /// Where the entry that begins at `start` ends; nil where there is no whole one.
  static func end(ofEntryAt start: Int, in bytes: Span<UInt8>) -> Int? {
    let nameEnd = unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard start < buffer.count, let base = buffer.baseAddress,
        let zero = unsafe memchr(base + start, 0, buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(base).distance(to: zero)
    }
    guard let nameEnd, nameEnd + ObjectID.length < bytes.count else { return nil }
    return nameEnd + 1 + ObjectID.length
  }

  /// Git's order of two entries of one tree: below, at or above zero.
  static func order(_ left: Entry, _ right: Entry, in bytes: Span<UInt8>) -> Int {
    order(
      bytes.extracting(left.name), isTree: left.mode == .tree,
      bytes.extracting(right.name), isTree: right.mode == .tree)
  }

  /// Git's order of two names, where a folder's counts as if it ended with a slash.
  static func order(
    _ left: Span<UInt8>, isTree leftIsTree: Bool, _ right: Span<UInt8>, isTree rightIsTree: Bool
  ) -> Int {
    let common = min(left.count, right.count)
    for index in 0..<common where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    return Int(byte(left, at: common, leftIsTree)) - Int(byte(right, at: common, rightIsTree))
  }

  private static func byte(_ name: Span<UInt8>, at index: Int, _ isTree: Bool) -> UInt8 {
    index < name.count ? name[index] : isTree ? UInt8(ascii: "/") : 0
  }
}
