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

  /// Where the first byte of a kind is.
  func firstOffset(where isWanted: (UInt8) -> Bool) -> Int? {
    for offset in indices where isWanted(self[offset]) { return offset }
    return nil
  }
}
