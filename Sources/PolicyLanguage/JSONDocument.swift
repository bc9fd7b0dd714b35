/// How much of a text is read before it is refused.
package struct JSONLimits: Sendable {
  /// The most that `depthMax` can be set to, because readers and writers recurse by depth.
  package static let depthCeiling = 1_024
  /// The most that `bytesMax` can be set to, because the tape counts in 28 bits.
  package static let bytesCeiling = (1 << 28) - 1

  /// How deep objects and arrays may nest: `[[]]` is two deep.
  package var depthMax: Int
  /// How long the text may be, in bytes.
  package var bytesMax: Int

  /// Takes the limits for policies, unless others are given.
  package init(depthMax: Int = 512, bytesMax: Int = 64 << 20) {
    self.depthMax = depthMax
    self.bytesMax = bytesMax
  }
}

/// A parsed JSON text that keeps what a validator needs: the order of members and the place of
/// every token.
///
/// Reading is strict RFC 8259. Members that occur twice, lone surrogates, bytes that are not UTF-8
/// and a byte order mark are errors. The nodes are one flat array over the text: 16 bytes for each
/// value and name, and no text is copied before it is asked for.
package struct JSONDocument: Sendable {
  /// The value the document is about; usually the text's only value.
  package let root: JSONNode

  /// Reads a whole text, in time in proportion to its length.
  package init(
    parsing text: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONSyntaxError) {
    var parser = JSONParser(text, limits)
    try parser.parse()
    root = JSONNode(tape: JSONTape(text: text, entries: parser.entries), index: 0)
  }

  /// Takes a value out of a larger document without copying it.
  ///
  /// `text` stays the larger document's, and spans go on counting from its start.
  package init(rootedAt node: JSONNode) {
    root = node
  }

  /// The whole text, of which `root.span` is the value's part.
  package var text: [UInt8] { root.tape.text }

  /// The line and column of a byte offset, such as a bound of a node's span.
  package func position(at offset: Int) -> JSONPosition {
    JSONPosition(at: offset, in: text)
  }
}
