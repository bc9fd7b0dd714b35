extension [UInt64] {
  /// Whether two are equal.
  package var hasRepeated: Bool {
    guard count > 1 else { return false }
    let sorted = sorted()
    return sorted.indices.dropFirst().contains { sorted[$0] == sorted[$0 - 1] }
  }
}

extension Span<UInt8> {
  /// Whether it comes before another in the order of bytes.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    for offset in 0..<Swift.min(count, other.count) where self[offset] != other[offset] {
      return self[offset] < other[offset]
    }
    return count < other.count
  }

  /// Whether it begins with so many bytes of another.
  func starts(with other: Span<UInt8>, upTo length: Int) -> Bool {
    guard count >= length else { return false }
    for offset in 0..<length where self[offset] != other[offset] { return false }
    return true
  }

  /// A number that is the same for the same bytes, and seldom for others.
  var mark: UInt64 {
    var value: UInt64 = 0
    for offset in indices { value = value &* 31 &+ UInt64(self[offset]) }
    return value
  }

  /// Where the first byte of a kind is.
  func firstOffset(where isWanted: (UInt8) -> Bool) -> Int? {
    for offset in indices where isWanted(self[offset]) { return offset }
    return nil
  }
}
