/// The list of entries at the end of a zip archive, read one after the other.
struct ZipDirectory {
  /// How many entries there should be.
  let count: Int
  private let bytes: [UInt8]
  private var position: Int

  private static let endSize = 22
  private static let commentMax = 65_535

  /// Finds the list by the record that ends the archive.
  init(_ bytes: [UInt8]) throws(ZipError) {
    let last = bytes.count - Self.endSize
    let first = max(0, last - Self.commentMax)
    guard last >= 0,
      let end = stride(from: last, through: first, by: -1)
        .first(where: { Self.isEnd(at: $0, in: bytes) })
    else { throw .notAnArchive }
    let record = LittleEndian(bytes, at: end)
    guard let count = record.uint16(10), let offset = record.uint32(16),
      record.uint16(8) == count, record.uint16(4) == 0
    else { throw .unsupported("an archive in several parts") }
    guard count != .max, offset != .max else { throw .unsupported("Zip64") }
    guard offset <= end else { throw .notAnArchive }
    self.count = Int(count)
    self.bytes = bytes
    position = Int(offset)
  }

  /// Whether the last record begins here: its comment must reach to the end.
  private static func isEnd(at offset: Int, in bytes: [UInt8]) -> Bool {
    let record = LittleEndian(bytes, at: offset)
    guard record.uint32(0) == 0x0605_4B50, let comment = record.uint16(20) else { return false }
    return offset + endSize + Int(comment) == bytes.count
  }

  /// The next entry; asked for at most `count` times.
  mutating func next() throws(ZipError) -> (name: String, ZipArchive.Entry) {
    let record = LittleEndian(bytes, at: position)
    guard record.uint32(0) == 0x0201_4B50, let flags = record.uint16(8),
      let method = record.uint16(10), let checkSum = record.uint32(16),
      let compressedSize = record.uint32(20), let size = record.uint32(24),
      let nameCount = record.uint16(28), let extraCount = record.uint16(30),
      let commentCount = record.uint16(32), let offset = record.uint32(42)
    else { throw .damaged("the list of files") }
    let start = position + 46
    let end = start + Int(nameCount)
    guard end <= bytes.count else { throw .damaged("the list of files") }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    guard Self.isSafe(name) else { throw .badName(name) }
    guard flags & 1 == 0 else { throw .unsupported("the encryption of `\(name)`") }
    guard size != .max, compressedSize != .max, offset != .max else { throw .unsupported("Zip64") }
    position = end + Int(extraCount) + Int(commentCount)
    return (
      name,
      ZipArchive.Entry(
        method: method, checkSum: checkSum, compressedSize: Int(compressedSize), size: Int(size),
        offset: Int(offset))
    )
  }

  /// Whether a name stays in the folder that the archive would be unpacked to.
  private static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return !name.isEmpty && !parts.contains("..") && parts.first != ""
      && !name.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ":") }
  }
}

/// Numbers in a record, which are nil where the bytes end before them.
struct LittleEndian {
  private let bytes: [UInt8]
  private let start: Int

  init(_ bytes: [UInt8], at start: Int) {
    self.bytes = bytes
    self.start = start
  }

  func uint16(_ offset: Int) -> UInt16? { number(offset, 2).map(UInt16.init(truncatingIfNeeded:)) }

  func uint32(_ offset: Int) -> UInt32? { number(offset, 4).map(UInt32.init(truncatingIfNeeded:)) }

  private func number(_ offset: Int, _ count: Int) -> UInt64? {
    let first = start + offset
    guard first >= 0, first + count <= bytes.count else { return nil }
    return bytes[first..<first + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
