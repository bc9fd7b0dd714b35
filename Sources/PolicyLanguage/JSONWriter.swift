/// Writes values as Python 3's `json.dumps(…, ensure_ascii=False)` does, byte for byte.
///
/// That is the form of the archive's files for ever: members in the order given, numbers as they
/// are spelled, and only what must be escaped is escaped. No line feed ends the text.
package enum JSONWriter {
  /// Writes as `json.dumps(value, indent=4, ensure_ascii=False)`, or with another indentation.
  package static func canonical(_ value: JSON, indentedBy indentation: Int = 4) -> [UInt8] {
    var output = JSONOutput(indentation: indentation)
    output.append(value, depth: 0)
    return output.bytes
  }

  /// Writes a value that was read, which may have had any layout.
  package static func canonical(_ node: JSONNode, indentedBy indentation: Int = 4) -> [UInt8] {
    canonical(.node(node), indentedBy: indentation)
  }

  /// Writes as `json.dumps(value, separators=(',', ':'), ensure_ascii=False)`.
  package static func compact(_ value: JSON) -> [UInt8] {
    var output = JSONOutput(indentation: nil)
    output.append(value, depth: 0)
    return output.bytes
  }

  /// Writes a value that was read on one line without spaces.
  package static func compact(_ node: JSONNode) -> [UInt8] {
    compact(.node(node))
  }
}

/// A text in the making.
private struct JSONOutput {
  /// The spaces of one level; nil for a text on one line.
  let indentation: Int?
  var bytes: [UInt8] = []

  private static let braces = (UInt8(ascii: "{"), UInt8(ascii: "}"))
  private static let brackets = (UInt8(ascii: "["), UInt8(ascii: "]"))

  init(indentation: Int?) {
    self.indentation = indentation
  }

  mutating func append(_ value: JSON, depth: Int) {
    switch value {
    case .object(let members):
      appendAll(members, between: Self.braces, depth: depth) { output, member in
        output.appendString(member.name)
        output.appendColon()
        output.append(member.value, depth: depth + 1)
      }
    case .array(let elements):
      appendAll(elements, between: Self.brackets, depth: depth) { $0.append($1, depth: depth + 1) }
    case .string(let text): appendString(text)
    case .number(let text): bytes += text.utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .null: bytes += "null".utf8
    case .node(let node): append(node, depth: depth)
    }
  }

  private mutating func append(_ node: JSONNode, depth: Int) {
    switch node.kind {
    case .object:
      appendAll(node.members, between: Self.braces, depth: depth) { output, member in
        output.appendString(member.key)
        output.appendColon()
        output.append(member.value, depth: depth + 1)
      }
    case .array:
      appendAll(node.elements, between: Self.brackets, depth: depth) {
        $0.append($1, depth: depth + 1)
      }
    case .string: appendString(node)
    case .number, .bool, .null: bytes += node.tape.text[node.span]
    }
  }

  private mutating func appendAll<Items: Sequence>(
    _ items: Items, between brackets: (UInt8, UInt8), depth: Int,
    append: (inout JSONOutput, Items.Element) -> Void
  ) {
    var isEmpty = true
    bytes.append(brackets.0)
    for item in items {
      if !isEmpty { bytes.append(UInt8(ascii: ",")) }
      isEmpty = false
      breakLine(depth: depth + 1)
      append(&self, item)
    }
    if !isEmpty { breakLine(depth: depth) }
    bytes.append(brackets.1)
  }

  private mutating func breakLine(depth: Int) {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    var count = depth * indentation
    while count > Self.spaces.count {
      bytes += Self.spaces
      count -= Self.spaces.count
    }
    bytes += Self.spaces[..<count]
  }

  private static let spaces = [UInt8](repeating: UInt8(ascii: " "), count: 32)

  private mutating func appendColon() {
    bytes.append(UInt8(ascii: ":"))
    if indentation != nil { bytes.append(UInt8(ascii: " ")) }
  }

  /// A string without escapes needs none here either: it is copied with its quotes.
  private mutating func appendString(_ node: JSONNode) {
    let entry = node.entry
    if entry.hasEscapes {
      appendString(node.jsonString.text)
    } else {
      bytes += node.tape.text[entry.span]
    }
  }

  private mutating func appendString(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8Span.span.standsForItself() {
      bytes += text.utf8
    } else {
      for byte in text.utf8 { appendEscaped(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes += #"\""#.utf8
    case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
    case 0x08: bytes += #"\b"#.utf8
    case 0x09: bytes += #"\t"#.utf8
    case 0x0A: bytes += #"\n"#.utf8
    case 0x0C: bytes += #"\f"#.utf8
    case 0x0D: bytes += #"\r"#.utf8
    case 0..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
    default: bytes.append(byte)
    }
  }
}
