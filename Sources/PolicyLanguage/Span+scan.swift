// Each of these looks at every byte, so that the processor looks at many at once, which takes less
// time than to ask each whether it is the last. Compiled into their callers they would not.
extension Span<UInt8> {
  /// Whether a byte is there.
  @inline(never)
  package func has(_ byte: UInt8) -> Bool { has { $0 == byte ? 1 : 0 } }

  /// Whether JSON can have all of it in a string as it is: neither a string's end nor an escape nor
  /// a control character.
  @inline(never)
  func standsForItself() -> Bool {
    !has {
      ($0 < 0x20 ? 1 : 0) | ($0 == UInt8(ascii: "\"") ? 1 : 0) | ($0 == UInt8(ascii: "\\") ? 1 : 0)
    }
  }

  /// Whether all of it is printable ASCII or white space, without an escape.
  @inline(never)
  func isPlain() -> Bool { !has { ($0 > 0x7E ? 1 : 0) | ($0 == UInt8(ascii: "\\") ? 1 : 0) } }

  /// How many characters are there that are no white space.
  package func charactersCount() -> Int {
    var (count, start) = (0, 0)
    while start < self.count {
      let end = Swift.min(start + Self.countedTogether, self.count)
      count += extracting(start..<end).charactersCountOfFew()
      start = end
    }
    return count
  }

  @inline(never)
  private func charactersCountOfFew() -> Int {
    var others: UInt8 = 0
    for offset in indices {
      let byte = self[offset]
      others &+=
        (byte == 0x20 ? 1 : 0) | (byte &- 0x09 < 5 ? 1 : 0) | (byte & 0xC0 == 0x80 ? 1 : 0)
    }
    return count - Int(others)
  }

  /// So many can be counted in one byte.
  private static var countedTogether: Int { 255 }

  @inline(__always)
  private func has(where sign: (UInt8) -> UInt8) -> Bool {
    var found: UInt8 = 0
    for offset in indices { found |= sign(self[offset]) }
    return found != 0
  }
}
