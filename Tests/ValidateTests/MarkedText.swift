/// A text in which `1️⃣`, `2️⃣`, … stand in front of places.
struct MarkedText {
  /// The text without the marks.
  let text: [UInt8]
  /// The offsets of the marks, by their numbers.
  let offsets: [Int]

  init(_ marked: String) {
    var text: [UInt8] = []
    var offsets: [(mark: Character, offset: Int)] = []
    for character in marked {
      if character.unicodeScalars.last == "\u{20E3}" {
        offsets.append((character, text.count))
      } else {
        text += String(character).utf8
      }
    }
    self.text = text
    self.offsets = offsets.sorted { $0.mark < $1.mark }.map(\.offset)
  }
}
