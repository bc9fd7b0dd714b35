/// Why a text is not JSON that we accept, and where.
///
/// A validator turns it into a finding; who reads a file of our own turns it into an error.
package struct JSONSyntaxError: Error, Sendable, Hashable {
  /// What kind of fault it is, for those who treat kinds differently.
  package enum Kind: Sendable {
    /// The grammar of RFC 8259 is broken.
    case malformed
    /// The bytes are not UTF-8.
    case notUTF8
    /// A `\u` escape gives half a surrogate pair, which no UTF-8 text can hold.
    case loneSurrogate
    /// An object has a member twice; names are compared after decoding their escapes.
    case duplicateMember
    /// The nesting is deeper than the limit.
    case tooDeep
    /// The text is longer than the limit.
    case tooLarge
  }

  /// What kind of fault it is.
  package let kind: Kind
  /// What is wrong: one line of lower-case text without a full stop.
  package let reason: String
  /// Bytes before the fault, from 0.
  package let offset: Int
  /// The line of the fault, from 1; lines end with a line feed.
  package let line: Int
  /// Where in its line the fault stands, from 1, in Unicode scalars.
  package let column: Int

  init(_ kind: Kind, _ reason: String, at offset: Int, in text: [UInt8]) {
    let position = JSONPosition(at: offset, in: text)
    self.kind = kind
    self.reason = reason
    self.offset = position.offset
    line = position.line
    column = position.column
  }

  /// Where the fault stands.
  package var position: JSONPosition { JSONPosition(offset: offset, line: line, column: column) }

  /// Whether the text may be right, but is more than we read.
  package var isLimit: Bool {
    switch kind {
    case .tooDeep, .tooLarge: true
    case .malformed, .notUTF8, .loneSurrogate, .duplicateMember: false
    }
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  /// The reason and the place, in one line.
  package var description: String { "\(reason): line \(line), column \(column)" }
}

/// A place in a text as people and editors count.
package struct JSONPosition: Sendable, Hashable {
  /// Bytes before it, from 0.
  package let offset: Int
  /// From 1; lines end with a line feed.
  package let line: Int
  /// From 1, in Unicode scalars, so that `é` counts as one.
  package let column: Int

  /// Finds the place `offset` bytes into the text, or the text's end where that is nearer; takes
  /// time in proportion to the offset.
  package init(at offset: Int, in text: [UInt8]) {
    let before = text.prefix(max(0, offset))
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.offset = before.count
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    column = 1 + before[lineStart...].count { $0 & 0xC0 != 0x80 }
  }
  init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}
