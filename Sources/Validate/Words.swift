import PolicyLanguage

extension StringProtocol {
  /// Whether it has a star or a question mark.
  var hasWildcard: Bool { utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } }

  /// Whether it stands for itself: without wildcards and variables.
  var isLiteral: Bool {
    !utf8.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "$")
    }
  }

  /// Whether it has digits only, and some.
  var isDigits: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }

  /// Whether it has letters and digits of ASCII only, and some.
  var isAlphanumeric: Bool {
    let bytes = Substring(self).utf8Span.span
    for offset in bytes.indices {
      let isLetter = (bytes[offset] | 0x20) &- 0x61 < 26
      guard isLetter || bytes[offset] &- 0x30 < 10 else { return false }
    }
    return !bytes.isEmpty
  }
}

extension PolicyCondition {
  /// The values that are texts without variables, with those texts.
  var literalValues: [(node: JSONNode, text: String)] {
    values.compactMap { value in
      guard let text = value.string, !text.contains("${") else { return nil }
      return (value, text)
    }
  }
}
