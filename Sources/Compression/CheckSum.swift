import CZlib

/// The check sum that zip archives and git's packs keep of their entries.
package struct CheckSum: Sendable {
  /// Of all bytes added so far.
  package private(set) var value: UInt32 = 0

  /// Begins with no bytes.
  package init() {}

  /// That of some bytes.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    var sum = CheckSum()
    sum.add(bytes[...])
    return sum.value
  }

  /// Adds bytes.
  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    value = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe UInt32(
        truncatingIfNeeded: crc32(UInt(value), buffer.baseAddress, UInt32(buffer.count)))
    }
  }
}
