/// The files in a zip archive, held in memory; nothing is ever unpacked to disk.
///
/// Reads what tools write: stored or deflated entries, no encryption, no Zip64. Nothing that the
/// archive says of itself is trusted: sizes are bounded before memory is taken, and names that
/// would leave a folder, or that occur twice, are refused.
package struct ZipArchive: Sendable {
  /// The longest archive, in bytes.
  package static let bytesMax = 64 << 20
  /// The most entries.
  static let entriesMax = 20_000
  /// The longest entry, in bytes.
  static let entryBytesMax = 16 << 20
  /// The longest sum of all entries, in bytes.
  static let totalBytesMax = 256 << 20

  struct Entry: Sendable {
    let method: UInt16
    let checkSum: UInt32
    let compressedSize: Int
    let size: Int
    /// Where the entry's own header begins.
    let offset: Int
  }

  private let bytes: [UInt8]
  private let entries: [String: Entry]

  /// Reads the list of entries at the archive's end.
  package init(_ bytes: [UInt8]) throws(ZipError) {
    guard bytes.count <= Self.bytesMax else { throw .tooLarge("the archive") }
    var directory = try ZipDirectory(bytes)
    guard directory.count <= Self.entriesMax else { throw .tooLarge("its list of files") }
    var entries: [String: Entry] = [:]
    var total = 0
    for _ in 0..<directory.count {
      let (name, entry) = try directory.next()
      guard entries.updateValue(entry, forKey: name) == nil else { throw .badName(name) }
      total += entry.size
      guard entry.size <= Self.entryBytesMax, total <= Self.totalBytesMax else {
        throw .tooLarge("`\(name)` in it")
      }
    }
    self.bytes = bytes
    self.entries = entries
  }

  /// The names of the files, with slashes, sorted.
  package var names: [String] { entries.keys.sorted() }

  /// The content of a file, checked against its check sum; nil where there is no such file.
  package func contents(of name: String) throws(ZipError) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    let data = try data(of: entry, name)
    let contents: [UInt8]?
    switch entry.method {
    case 0: contents = data.count == entry.size ? Array(data) : nil
    case 8: contents = Inflater.inflate(data, size: entry.size)
    default: throw .unsupported("the compression of `\(name)`")
    }
    guard let contents, CheckSum.of(contents) == entry.checkSum else { throw .damaged(name) }
    return contents
  }

  private func data(of entry: Entry, _ name: String) throws(ZipError) -> ArraySlice<UInt8> {
    let header = LittleEndian(bytes, at: entry.offset)
    guard let signature = header.uint32(0), signature == 0x0403_4B50,
      let nameCount = header.uint16(26), let extraCount = header.uint16(28)
    else { throw .damaged(name) }
    let start = entry.offset + 30 + Int(nameCount) + Int(extraCount)
    guard start <= bytes.count, entry.compressedSize <= bytes.count - start else {
      throw .damaged(name)
    }
    return bytes[start..<start + entry.compressedSize]
  }
}
