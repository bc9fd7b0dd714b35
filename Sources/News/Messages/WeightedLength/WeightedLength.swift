/// How much a text weighs on X: version 3 of twitter-text's configuration.
enum WeightedLength {
  private static let addressWeight = 23
  private static let emojiWeight = 2
  /// Most of the world's alphabets, and the marks between words.
  private static let light: [ClosedRange<UInt32>] = [
    0...4_351, 8_192...8_205, 8_208...8_223, 8_242...8_247,
  ]

  /// The weight of a text, of which X makes NFC first.
  static func of(_ text: String) -> Int {
    let text = ComposedForm.of(text)
    var (weight, end) = (0, 0)
    for address in LinkedAddresses(in: text).all {
      weight += sum(text[end..<address.lowerBound]) + addressWeight
      end = address.upperBound
    }
    return weight + sum(text[end...])
  }

  /// The weight of a text without addresses.
  private static func sum(_ text: ArraySlice<Unicode.Scalar>) -> Int {
    var (weight, place) = (0, text.startIndex)
    while place < text.endIndex {
      let emoji = text[place...].emojiLength
      weight += emoji == nil ? self.weight(of: text[place]) : emojiWeight
      place += emoji ?? 1
    }
    return weight
  }

  private static func weight(of scalar: Unicode.Scalar) -> Int {
    light.contains { $0.contains(scalar.value) } ? 1 : 2
  }
}
