import CLibgit2
import Compression
import Signing

/// A pack in the making: its entries are kept until their number, which comes first, is known.
final class PackFile {
  private static let header = 12
  private static let deltaKind: UInt8 = 6

  private let objects: String
  private var spool: Spool
  private var deflater: Deflater
  /// How many objects there are.
  private(set) var count = 0

  /// Begins a pack for the object database in a folder.
  init(in objects: String, level: Int32) {
    self.objects = objects
    spool = Spool(in: "\(objects)/pack")
    deflater = Deflater(level: level)
  }

  /// Adds a whole object and gives its place in the pack.
  @discardableResult
  func append(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> Int {
    let entry = Self.entryHeader(UInt8(kind.type.rawValue), size: bytes.count)
    return try append(entry, bytes)
  }

  /// Adds an object as a delta to an earlier one and gives its place in the pack.
  func append(delta: [UInt8], toObjectAt base: Int) throws(GitError) -> Int {
    let distance = Self.header + spool.count - base
    let entry = Self.entryHeader(Self.deltaKind, size: delta.count)
    return try append(entry + Self.backwards(distance), delta)
  }

  private func append(_ header: [UInt8], _ content: [UInt8]) throws(GitError) -> Int {
    let offset = Self.header + spool.count
    try spool.append(header)
    try spool.append(deflater.deflate(content))
    count += 1
    return offset
  }

  /// Writes the pack where nobody sees it, has libgit2 check it object by object, and shows it when
  /// it is safely on the disk.
  func write() throws(GitError) {
    let quarantine = try QuarantineFolder(besides: objects)
    let indexer = try PackIndexer(
      in: quarantine.packFolder, operation: "write \(count) objects to `\(objects)`")
    var digest = RunningDigest(.sha1)
    let header = Array("PACK".utf8) + Self.bigEndian(2) + Self.bigEndian(UInt32(count))
    try indexer.append(header.span)
    digest.update(header.span)
    try spool.read { piece throws(GitError) in
      try indexer.append(piece.span)
      digest.update(piece.span)
    }
    try indexer.append(digest.finish().span)
    try quarantine.releasePack(indexer.finish(), into: "\(objects)/pack")
  }

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

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
