/// A pattern in which `*` stands for any text and `?` for any one character.
///
/// A match goes back to the last `*` only, so that it takes at most time in proportion to the
/// product of both lengths, whatever the pattern.
package struct Glob: Sendable, Equatable {
  /// The pattern as it was given, in UTF-8: most are read once and never shown.
  let bytes: ArraySlice<UInt8>
  /// How many bytes stand before the first `*` or `?`.
  package let literalStartLength: Int

  /// Takes a pattern; where case does not count, give it and what it is matched with in lower case.
  package init(_ text: String) { self.init(Array(text.utf8)[...]) }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    literalStartLength = bytes.span.firstOffset(where: Self.isWildcard) ?? bytes.count
  }

  init(_ bytes: ArraySlice<UInt8>, literalStartLength: Int) {
    self.bytes = bytes
    self.literalStartLength = literalStartLength
  }

  /// The pattern as it was given.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// How many bytes the pattern has.
  package var length: Int { bytes.count }

  /// Whether it matches more than itself.
  package var hasWildcard: Bool { literalStartLength < bytes.count }

  /// Whether the pattern matches all of `other`, in which `*` and `?` are letters like any other.
  package func matches(_ other: String) -> Bool { matches(other.utf8Span.span) }

  /// The same for a text that is given as its bytes, and that is known to begin as the pattern
  /// does for so many bytes.
  func matches(_ text: Span<UInt8>, behind known: Int = 0) -> Bool {
    let pattern = bytes.span
    var (p, t) = (known, known)
    var retry: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        retry = (p + 1, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] {
        (p, t) = (p + 1, t + 1)
      } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") {
        (p, t) = (p + 1, Self.characterEnd(after: t, in: text))
      } else if let last = retry {
        t = Self.firstOffset(of: pattern, last.pattern, in: text, from: last.text + 1)
        p = last.pattern
        retry = (p, t)
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.count
  }

  /// Whether it matches all that another matches, whose wildcards count as letters, as far as the
  /// texts say it.
  package func covers(_ other: Glob) -> Bool {
    other.begins(as: self) && coversRest(of: other)
  }

  /// The same of another that begins as this one does.
  package func coversRest(of other: Glob) -> Bool {
    matches(other.bytes.span, behind: literalStartLength)
  }

  /// The indexes of patterns in the order of their bytes; of equal ones, the first comes first.
  package static func order(of patterns: [Glob]) -> [Int] {
    patterns.indices.sorted { patterns[$0].precedes(patterns[$1]) }
  }

  private func precedes(_ other: Glob) -> Bool { bytes.span.precedes(other.bytes.span) }

  /// Whether both have the same text.
  package static func == (left: Glob, right: Glob) -> Bool {
    left.length == right.length
      && left.bytes.span.starts(with: right.bytes.span, upTo: left.length)
  }

  /// Whether its text begins as another pattern does before its first wildcard.
  package func begins(as other: Glob) -> Bool {
    bytes.span.starts(with: other.bytes.span, upTo: other.literalStartLength)
  }

  /// Where a text goes on as a pattern does behind its star, at the earliest.
  private static func firstOffset(
    of pattern: Span<UInt8>, _ place: Int, in text: Span<UInt8>, from start: Int
  ) -> Int {
    guard place < pattern.count, !isWildcard(pattern[place]) else { return start }
    var offset = start
    while offset < text.count, text[offset] != pattern[place] { offset += 1 }
    return offset
  }

  static func isWildcard(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
  }

  /// Steps over all bytes of a character that is not ASCII.
  private static func characterEnd(after start: Int, in text: Span<UInt8>) -> Int {
    var end = start + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
