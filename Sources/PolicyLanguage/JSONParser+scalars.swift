extension JSONParser {
  mutating func parseString() throws(JSONSyntaxError) {
    let start = position
    var hasEscapes = false
    position += 1
    while true {
      position = endOfPlainText()
      switch peek {
      case UInt8(ascii: "\""):
        position += 1
        return append(.string, from: start, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try parseEscape()
      default:
        guard position < text.count else { throw error("text ends inside a string") }
        throw error("control character \(found) in a string is not escaped")
      }
    }
  }

  /// Where what stands for itself ends; that it is UTF-8 was seen before.
  private func endOfPlainText() -> Int {
    let bytes = text.span
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
      index += 1
    }
    return index
  }

  private mutating func parseEscape() throws(JSONSyntaxError) {
    let start = position
    position += 1
    switch peek {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      try parseUnicodeEscape(from: start)
    default:
      guard position < text.count else { throw error("text ends inside a string") }
      throw error(.malformed, "escape of \(found) does not exist", at: start)
    }
  }

  private mutating func parseUnicodeEscape(from start: Int) throws(JSONSyntaxError) {
    let unit = try parseHexadecimalUnit()
    guard UTF16.isSurrogate(unit) else { return }
    guard UTF16.isLeadSurrogate(unit), text[position...].starts(with: [0x5C, 0x75]) else {
      throw error(.loneSurrogate, "escape gives half a surrogate pair", at: start)
    }
    position += 1
    guard UTF16.isTrailSurrogate(try parseHexadecimalUnit()) else {
      throw error(.loneSurrogate, "escape gives half a surrogate pair", at: start)
    }
  }

  /// Reads `uXXXX`.
  private mutating func parseHexadecimalUnit() throws(JSONSyntaxError) -> UInt16 {
    position += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Self.hexadecimalValue(peek) else {
        throw error("expected four hexadecimal digits after `\\u` but found \(found)")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  mutating func parseNumber() throws(JSONSyntaxError) {
    let start = position
    skip("-")
    if skip("0") {
      guard !Self.isDigit(peek) else { throw error("number with a leading zero") }
    } else {
      try parseDigits()
    }
    if skip(".") { try parseDigits() }
    if skip("e") || skip("E") {
      if !skip("+") { skip("-") }
      try parseDigits()
    }
    append(.number, from: start)
  }

  private mutating func parseDigits() throws(JSONSyntaxError) {
    guard Self.isDigit(peek) else { throw error("expected a digit but found \(found)") }
    while Self.isDigit(peek) { position += 1 }
  }

  @discardableResult
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
