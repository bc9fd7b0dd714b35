import Signing

/// The index of a pack that we wrote: where each object is, by its id, in git's version 2 of it.
///
/// The writer knows ids, places and check sums when it writes the objects. An indexer would have to
/// unpack them all and hash them once more, which takes longer than all the rest of a long replay.
struct PackIndex {
  private struct Entry {
    let id: ObjectID
    let offset: Int
    let checkSum: UInt32
  }

  /// From here on an offset does not fit into 31 bits and stands in a table of its own.
  private static let offsetLimit = 1 << 31
  private static let header: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]

  private var entries: [Entry] = []

  /// How many objects there are.
  var count: Int { entries.count }

  /// Adds an object with its place in the pack and the check sum of its bytes there.
  mutating func add(_ id: ObjectID, at offset: Int, _ checkSum: UInt32) {
    entries.append(Entry(id: id, offset: offset, checkSum: checkSum))
  }

  /// Where an object is, by its number in the order in which they were added.
  func offset(of number: Int) -> Int { entries[number].offset }

  /// The file, for a pack with this digest at its end.
  func bytes(ofPackWith packDigest: [UInt8]) -> [UInt8] {
    let sorted = entries.sorted { $0.id < $1.id }
    var counts = [Int](repeating: 0, count: 256)
    for entry in sorted { counts[Int(entry.id.firstByte)] += 1 }
    var bytes = Self.header
    var reached = 0
    for count in counts {
      reached += count
      bytes.append(bigEndian: UInt32(reached))
    }
    for entry in sorted { bytes.append(entry.id) }
    for entry in sorted { bytes.append(bigEndian: entry.checkSum) }
    var far: [Int] = []
    for entry in sorted {
      if entry.offset < Self.offsetLimit {
        bytes.append(bigEndian: UInt32(entry.offset))
      } else {
        bytes.append(bigEndian: UInt32(Self.offsetLimit) | UInt32(far.count))
        far.append(entry.offset)
      }
    }
    for offset in far { bytes.append(bigEndian: UInt64(offset)) }
    bytes += packDigest
    return bytes + HashFunction.sha1.digest(bytes)
  }
}
