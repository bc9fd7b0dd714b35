/// Unicode's composed form, NFC.
///
/// Swift's library tells whether a text has it, and that two texts are the same in it, but does not
/// make it. So it is looked up here: the one scalar that stands for a letter with its marks is the
/// one that is equal to them and has the form. What the form takes apart, some old letters of
/// Hebrew and of India's scripts, stays whole here.
enum ComposedForm {
  /// Letters with marks, and the syllables of Hangul.
  private static let ranges: [ClosedRange<UInt32>] = [0xC0...0x30FF, 0xAC00...0xD7A3]

  /// The scalars of a text in that form; marks for which no letter was made stay behind theirs.
  static func of(_ text: String) -> [Unicode.Scalar] {
    if has(text) { return Array(text.unicodeScalars) }
    return text.flatMap { character in
      let scalars = Array(character.unicodeScalars)
      for length in stride(from: scalars.count, to: 0, by: -1) {
        guard let letter = letters[String(scalars[..<length])] else { continue }
        return [letter] + scalars[length...]
      }
      return scalars
    }
  }

  private static let letters = Dictionary(
    ranges.joined().compactMap(Unicode.Scalar.init).filter { has(String($0)) }
      .map { (String($0), $0) }, uniquingKeysWith: { first, _ in first })

  private static func has(_ text: String) -> Bool {
    var bytes = text.utf8Span
    return bytes.checkForNFC(quickCheck: false)
  }
}
