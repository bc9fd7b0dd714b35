import Model

/// How a channel is called in receipts and on the command line.
package struct ChannelName: CheckedText {
  /// Letters, digits, `.`, `_` and `-`.
  package static let pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"

  private static let lengthMax = 64

  /// The text as it was given.
  package let text: String

  /// Refuses what could not be told from other words on the command line.
  package init(_ text: String) throws(InvalidText) {
    let isAlphanumeric: (UInt8) -> Bool = { byte in
      byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || (0x30...0x39).contains(byte))
    }
    guard (1...Self.lengthMax).contains(text.utf8.count),
      text.utf8.first.map(isAlphanumeric) == true,
      text.utf8.allSatisfy({ isAlphanumeric($0) || "._-".utf8.contains($0) })
    else {
      throw InvalidText(
        "`\(SafeText.line(text))` is no name of a channel",
        hint: "use up to \(Self.lengthMax) letters, digits, `.`, `_` and `-`")
    }
    self.text = text
  }
}
