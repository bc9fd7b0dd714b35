import CLibgit2
import Compression
import Signing

/// A pack in the making: its entries are kept until their number, which comes first, is known.
final class PackFile {
  private static let header = 12
  /// Nobody changes a pack.
  private static let mode: UInt32 = 0o444
  private static let deltaKind: UInt8 = 6

  private let objects: String
  private var spool: Spool
  private var deflater: Deflater
  private var index = PackIndex()

  /// Begins a pack for the object database in a folder.
  init(in objects: String, level: Int32) {
    self.objects = objects
    spool = Spool(in: "\(objects)/pack")
    deflater = Deflater(level: level)
  }

  /// How many objects there are.
  var count: Int { index.count }

  /// Adds a whole object and gives its place in the pack.
  @discardableResult
  func append(_ kind: ObjectKind, _ bytes: [UInt8], as id: ObjectID) throws(GitError) -> Int {
    let entry = Self.entryHeader(UInt8(kind.type.rawValue), size: bytes.count)
    return try append(entry, bytes, as: id)
  }

  /// Adds an object as a delta to an earlier one and gives its place in the pack.
  func append(
    delta: [UInt8], toObjectAt base: Int, as id: ObjectID
  ) throws(GitError) -> Int {
    let distance = Self.header + spool.count - base
    let entry = Self.entryHeader(Self.deltaKind, size: delta.count)
    return try append(entry + Self.backwards(distance), delta, as: id)
  }

  private func append(
    _ header: [UInt8], _ content: [UInt8], as id: ObjectID
  ) throws(GitError) -> Int {
    let offset = Self.header + spool.count
    let compressed = deflater.deflate(content)
    var checkSum = CheckSum()
    checkSum.add(header[...])
    checkSum.add(compressed)
    try spool.append(header)
    try spool.append(compressed)
    index.add(id, at: offset, checkSum.value)
    return offset
  }

  /// Writes the pack and its index where nobody sees them, and shows them when they are safely on
  /// the disk.
  func write() throws(GitError) {
    let quarantine = try QuarantineFolder(besides: objects)
    let digest = try writePack(to: "\(quarantine.packFolder)/new.pack")
    try FileDescriptor.create(
      "\(quarantine.packFolder)/new.idx", mode: Self.mode, operation: operation
    ).write(index.bytes(ofPackWith: digest), operation: operation)
    try quarantine.releasePack(
      "new", as: "pack-\(ObjectID(bytes: digest.span))", into: "\(objects)/pack")
  }

  /// Gives the digest with which the pack ends.
  private func writePack(to path: String) throws(GitError) -> [UInt8] {
    let file = try FileDescriptor.create(path, mode: Self.mode, operation: operation)
    var digest = RunningDigest(.sha1)
    var header = Array("PACK".utf8)
    header.append(bigEndian: 2 as UInt32)
    header.append(bigEndian: UInt32(count))
    digest.update(header.span)
    try file.write(header, operation: operation)
    try spool.read { piece throws(GitError) in
      digest.update(piece.span)
      try file.write(piece, operation: operation)
    }
    let result = digest.finish()
    try file.write(result, operation: operation)
    return result
  }

  private var operation: String { "write \(count) objects to `\(objects)`" }

  /// Kind and size: four bits of the size in the first byte, seven in each that follows.
  private static func entryHeader(_ kind: UInt8, size: Int) -> [UInt8] {
    var result = [kind << 4 | UInt8(size & 0x0f)]
    var rest = size >> 4
    while rest > 0 {
      result[result.count - 1] |= 0x80
      result.append(UInt8(rest & 0x7f))
      rest >>= 7
    }
    return result
  }

  /// Git's form of the distance to a delta's base: seven bits a byte, the highest first, each
  /// byte but the last counting one more than it says.
  private static func backwards(_ distance: Int) -> [UInt8] {
    var result = [UInt8(distance & 0x7f)]
    var rest = distance >> 7
    while rest > 0 {
      rest -= 1
      result.insert(UInt8(rest & 0x7f) | 0x80, at: 0)
      rest >>= 7
    }
    return result
  }
}
