/// A string or member name as it stands in a text, compared by the bytes it decodes to.
///
/// Swift's `String` will not do: it holds `é` and `e` with an accent after it to be equal, which
/// JSON does not.
struct JSONString {
  /// The bytes between the quotes.
  let raw: ArraySlice<UInt8>
  let hasEscapes: Bool

  init(_ entry: JSONTape.Entry, in text: [UInt8]) {
    raw = text[entry.inside]
    hasEscapes = entry.hasEscapes
  }

  /// The UTF-8 of the decoded string.
  var bytes: ArraySlice<UInt8> {
    hasEscapes ? decoded()[...] : raw
  }

  /// The decoded string.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Decodes the escapes, which the parser has checked.
  private func decoded() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(raw.count)
    var rest = raw
    while let escape = rest.firstIndex(of: UInt8(ascii: "\\")) {
      output += rest[..<escape]
      rest = rest[(escape + 1)...]
      appendEscape(from: &rest, to: &output)
    }
    return output + rest
  }

  private func appendEscape(from rest: inout ArraySlice<UInt8>, to output: inout [UInt8]) {
    guard let letter = rest.popFirst() else { return }
    switch letter {
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0C)
    case UInt8(ascii: "n"): output.append(0x0A)
    case UInt8(ascii: "r"): output.append(0x0D)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "u"):
      var units = [Self.unit(from: &rest)]
      if UTF16.isLeadSurrogate(units[0]) {
        rest = rest.dropFirst(2)
        units.append(Self.unit(from: &rest))
      }
      output += String(decoding: units, as: UTF16.self).utf8
    default: output.append(letter)
    }
  }

  /// Reads four hexadecimal digits.
  private static func unit(from rest: inout ArraySlice<UInt8>) -> UInt16 {
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    return digits.reduce(0) { $0 << 4 | UInt16(JSONParser.hexadecimalValue($1) ?? 0) }
  }
}

extension JSONString: Hashable {
  static func == (left: JSONString, right: JSONString) -> Bool {
    left.bytes == right.bytes
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }
}
