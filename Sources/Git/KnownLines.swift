import Glibc

/// The lines of a text, in which those of another text are looked for.
///
/// It is quick instead of complete: of lines that share a slot only the first is found.
struct KnownLines {
  /// Less is not looked for: to say where it stands takes nearly as many bytes.
  static let lengthMin = 16

  private static let bytesPerSlot = 16

  private let text: [UInt8]
  /// Where a line begins; nil for most.
  private var slots: [Int?]

  /// Notes the lines in a part of a text.
  init(of text: [UInt8], in range: Range<Int>) {
    self.text = text
    let count = range.count / Self.bytesPerSlot
    slots = [Int?](repeating: nil, count: 1 << (Int.bitWidth - count.leadingZeroBitCount))
    var start = range.lowerBound
    while start < range.upperBound {
      let end = Self.endOfLine(at: start, in: text, before: range.upperBound)
      if let slot = slot(of: start..<end, in: text), slots[slot] == nil { slots[slot] = start }
      start = end
    }
  }

  /// Where the text says the same as another one does from a line on; nil where it says little of
  /// it, or nothing.
  func match(ofLine line: Range<Int>, in other: [UInt8]) -> Range<Int>? {
    guard let slot = slot(of: line, in: other), let start = slots[slot] else { return nil }
    let length = CommonBytes.prefix(of: text, from: start, and: other, from: line.lowerBound)
    return length < Self.lengthMin ? nil : start..<start + length
  }

  /// Behind the line feed.
  static func endOfLine(at start: Int, in text: [UInt8], before limit: Int) -> Int {
    let length = unsafe text[start..<limit].withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress,
        let feed = unsafe memchr(base, Int32(UInt8(ascii: "\n")), bytes.count)
      else { return nil }
      return unsafe UnsafeRawPointer(base).distance(to: feed) + 1
    }
    return length.map { start + $0 } ?? limit
  }

  /// By the last bytes of a line: the first are mostly spaces.
  private func slot(of line: Range<Int>, in text: [UInt8]) -> Int? {
    guard line.count >= Self.lengthMin else { return nil }
    let end = text[line].suffix(Self.lengthMin)
    let mark = end.reduce(0 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: mark >> 20) & (slots.count - 1)
  }
}
