import CLibgit2
import Compression
import Glibc
import Signing

/// A pack in the making: its entries are kept until their number, which comes first, is known.
final class PackFile {
  private static let header = 12
  private static let deltaKind: UInt8 = 6

  private let folder: String
  private var spool: Spool
  private var deflater: Deflater
  private var index = PackIndex()

  /// Begins a pack for the object database in a folder.
  init(in objects: String, level: Int32) {
    folder = "\(objects)/pack"
    spool = Spool(in: folder)
    deflater = Deflater(level: level)
  }

  /// How many objects there are.
  var count: Int { index.count }

  /// Adds a whole object.
  func append(_ kind: ObjectKind, _ bytes: [UInt8], as id: ObjectID) throws(GitError) {
    let entry = Self.entryHeader(UInt8(kind.type.rawValue), size: bytes.count)
    try append(entry, bytes, as: id)
  }

  /// Adds an object as a delta to an earlier one, which is given by its number.
  func append(delta: [UInt8], to base: Int, as id: ObjectID) throws(GitError) {
    let distance = Self.header + spool.count - index.offset(of: base)
    var entry = Self.entryHeader(Self.deltaKind, size: delta.count)
    entry.append(backwards: distance)
    try append(entry, delta, as: id)
  }

  private func append(
    _ header: [UInt8], _ content: [UInt8], as id: ObjectID
  ) throws(GitError) {
    let offset = Self.header + spool.count
    let compressed = deflater.deflate(content)
    var checkSum = CheckSum()
    checkSum.add(header[...])
    checkSum.add(compressed)
    try spool.append(header)
    try spool.append(compressed)
    index.add(id, at: offset, checkSum.value)
  }

  /// Writes the pack and its index where nobody sees them, and shows them when they are safely on
  /// the disk.
  func write() throws(GitError) {
    let pack = try UnseenFile(in: folder, operation: operation)
    let digest = try write(to: pack)
    let index = try UnseenFile(in: folder, operation: operation)
    try index.write(self.index.bytes(ofPackWith: digest))
    try pack.synchronise()
    try index.synchronise()
    let name = "\(folder)/pack-\(ObjectID(bytes: digest.span))"
    // The index last: a pack counts only when it has one.
    try pack.rename(to: name + ".pack")
    try index.rename(to: name + ".idx")
    try FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY, operation: operation)?
      .synchronise(operation: operation)
  }

  /// Gives the digest with which the pack ends.
  private func write(to file: borrowing UnseenFile) throws(GitError) -> [UInt8] {
    var digest = RunningDigest(.sha1)
    var header = Array("PACK".utf8)
    header.append(bigEndian: 2 as UInt32)
    header.append(bigEndian: UInt32(count))
    digest.update(header.span)
    try file.write(header)
    try spool.read { piece throws(GitError) in
      digest.update(piece.span)
      try file.write(piece)
    }
    let result = digest.finish()
    try file.write(result)
    return result
  }

  private var operation: String { "write \(count) objects to `\(folder)`" }

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
}
