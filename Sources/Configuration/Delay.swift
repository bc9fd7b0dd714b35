import Model

/// A length of time in whole seconds, minutes or hours: `0s`, `2m`, `6h`.
package struct Delay: CheckedText {
  /// Up to five digits and a unit.
  package static let pattern = "^[0-9]{1,5}[smh]$"

  /// The text as it was given.
  package let text: String
  /// The same as a number.
  package let seconds: Int

  /// Takes a number and one of the letters `s`, `m` and `h`.
  package init(_ text: String) throws(InvalidText) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600]
    let digits = text.dropLast()
    guard let unit = text.last.flatMap({ units[$0] }), (1...5).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(digits)
    else {
      throw InvalidText(
        "`\(SafeText.line(text))` is no length of time", hint: "write it as `30s`, `2m` or `6h`")
    }
    self.text = text
    seconds = number * unit
  }
}
