package import PolicyLanguage

/// Reads policy documents that arrive as a text: IAM's wire and some of its tools percent-encode
/// them.
package enum PolicyDocumentText {
  /// Reads a document that must have a statement.
  ///
  /// A text that begins with `{` is JSON as it stands; any other is percent-encoded JSON, in which
  /// `+` stands for itself.
  package static func parse(_ text: [UInt8]) throws(PolicyFileError) -> JSONDocument {
    let document = try read(text)
    try checkStatement(of: document.root)
    return document
  }

  /// Reads the same, whatever the document says: what is wrong with it is for a validator to tell.
  package static func read(_ text: [UInt8]) throws(PolicyFileError) -> JSONDocument {
    guard let first = text.first(where: { !$0.isJSONSpace }) else { throw .empty }
    return try parseJSON(first == UInt8(ascii: "{") ? text : percentDecoded(text))
  }

  /// Takes a file's `Document`, which may be an object or a text that holds one.
  static func document(of node: JSONNode) throws(PolicyFileError) -> JSONDocument {
    switch node.kind {
    case .object:
      try checkStatement(of: node)
      return JSONDocument(rootedAt: node)
    case .string:
      do {
        return try parse(Array((node.string ?? "").utf8))
      } catch .empty {
        throw .notAPolicyVersion("its `Document` is empty")
      } catch .notJSON(let error) {
        throw .notAPolicyVersion("its `Document` is a text that is not JSON: \(error)")
      }
    case .array, .number, .bool, .null:
      throw .notAPolicyVersion("its `Document` is not an object")
    }
  }

  private static func parseJSON(_ text: [UInt8]) throws(PolicyFileError) -> JSONDocument {
    do {
      return try JSONDocument(parsing: text)
    } catch {
      throw .notJSON(error)
    }
  }

  /// Checks that there is a statement: an object, or a list of nothing but objects that is not
  /// empty.
  private static func checkStatement(of document: JSONNode) throws(PolicyFileError) {
    guard let statement = document["Statement"] else { throw .noStatement }
    let isStatement =
      statement.kind == .object
      || statement.count > 0 && statement.elements.allSatisfy { $0.kind == .object }
    guard isStatement else { throw .noStatement }
  }

  private static func percentDecoded(_ text: [UInt8]) throws(PolicyFileError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var rest = text[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        output.append(byte)
        continue
      }
      guard let high = hexadecimalValue(rest.popFirst()),
        let low = hexadecimalValue(rest.popFirst())
      else { throw .notAPolicyVersion("its `Document` is not percent-encoded as it should be") }
      output.append(high << 4 | low)
    }
    return output
  }

  private static func hexadecimalValue(_ byte: UInt8?) -> UInt8? {
    byte.flatMap { Character(Unicode.Scalar($0)).hexDigitValue }.map(UInt8.init)
  }
}
