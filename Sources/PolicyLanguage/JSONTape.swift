/// A text and its values in the order of their first bytes.
///
/// A container is followed by what it contains: an array by its elements, an object by name and
/// value in turn. One reference for each document keeps nodes small.
final class JSONTape: Sendable {
  /// One value or name.
  struct Entry: Sendable {
    /// The token's first byte.
    var start: UInt32
    /// The byte after the token.
    var end: UInt32
    /// The entry after everything this one contains.
    var next: UInt32
    /// The kind in 3 bits, whether a string has escapes in one, the number of children in 28.
    var tag: UInt32

    init(_ kind: JSONNode.Kind, start: Int, end: Int, next: Int, hasEscapes: Bool = false) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.end = UInt32(truncatingIfNeeded: end)
      self.next = UInt32(truncatingIfNeeded: next)
      tag = UInt32(kind.rawValue) | (hasEscapes ? 0b1000 : 0)
    }

    var kind: JSONNode.Kind { JSONNode.Kind(rawValue: UInt8(tag & 0b111)) ?? .null }
    var hasEscapes: Bool { tag & 0b1000 != 0 }
    var isContainer: Bool { tag & 0b111 <= UInt32(JSONNode.Kind.array.rawValue) }

    /// The number of elements or members.
    var count: Int {
      get { Int(tag >> 4) }
      set { tag = tag & 0b1111 | UInt32(truncatingIfNeeded: newValue) << 4 }
    }

    var span: Range<Int> { Int(start)..<Int(end) }
    /// The bytes between a string's quotes, as they stand in the text.
    var inside: Range<Int> { Int(start) + 1..<Int(end) - 1 }
  }

  let text: [UInt8]
  let entries: [Entry]

  /// Whether an entry is the string `text`, byte for byte; copies nothing where it has no escapes.
  func isString(_ index: Int, _ text: String) -> Bool {
    let entry = entries[index]
    guard !entry.hasEscapes else {
      return JSONString(entry, in: self.text).bytes.elementsEqual(text.utf8)
    }
    // Most are of another length, which says it without a look at the text.
    guard Int(entry.end) - Int(entry.start) == text.utf8.count + 2, entry.kind == .string else {
      return false
    }
    let own = self.text
    return own.span.extracting(entry.inside)
      .starts(with: text.utf8Span.span, upTo: text.utf8.count)
  }

  init(text: [UInt8], entries: [Entry]) {
    self.text = text
    self.entries = entries
  }
}
