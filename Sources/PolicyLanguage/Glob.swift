/// A pattern in which `*` stands for any text and `?` for any one character.
///
/// A match goes back to the last `*` only, so that it takes at most time in proportion to the
/// product of both lengths, whatever the pattern.
package struct Glob: Sendable {
  /// The pattern as it was given.
  package let text: String
  /// How many bytes stand before the first `*` or `?`.
  package let literalStartLength: Int

  /// Takes a pattern; where case does not count, give it and what it is matched with in lower case.
  package init(_ text: String) {
    self.text = text
    let bytes = text.utf8Span.span
    literalStartLength = bytes.indices.first { Self.isWildcard(bytes[$0]) } ?? bytes.count
  }

  /// What stands before the first wildcard; all of it where there is none.
  package var literalStart: String {
    hasWildcard ? String(decoding: text.utf8.prefix(literalStartLength), as: UTF8.self) : text
  }

  /// Whether it matches more than itself.
  package var hasWildcard: Bool { literalStartLength < text.utf8.count }

  /// Whether the pattern matches all of `other`, in which `*` and `?` are letters like any other.
  package func matches(_ other: String) -> Bool {
    let (pattern, text) = (text.utf8Span.span, other.utf8Span.span)
    var (p, t) = (0, 0)
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
        retry = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.count
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
