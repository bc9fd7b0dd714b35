/// The forms of numbers in git's files.
extension [UInt8] {
  /// Adds a number, its highest byte first.
  mutating func append<Number: FixedWidthInteger & UnsignedInteger>(bigEndian number: Number) {
    unsafe Swift.withUnsafeBytes(of: number.bigEndian) { unsafe append(contentsOf: $0) }
  }

  /// Adds a distance backwards: seven bits a byte, the highest first, each byte but the last
  /// counting one more than it says.
  mutating func append(backwards distance: Int) {
    var groups = [UInt8(distance & 0x7F)]
    var rest = distance >> 7
    while rest > 0 {
      rest -= 1
      groups.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    append(contentsOf: groups.reversed())
  }
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// Reads a number, its highest byte first; all its bytes must be there.
  init(bigEndian bytes: Span<UInt8>, at start: Int) {
    self = 0
    for index in start..<start + MemoryLayout<Self>.size { self = self << 8 | Self(bytes[index]) }
  }
}
