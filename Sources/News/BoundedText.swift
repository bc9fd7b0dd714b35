/// A text that is put together from blocks, each of which goes in whole or not at all.
struct BoundedText {
  private(set) var text: String
  /// In bytes, which are never fewer than characters, however somebody counts those.
  let lengthMax: Int

  init(_ text: String, lengthMax: Int) {
    self.text = text
    self.lengthMax = lengthMax
  }

  /// How many bytes are left.
  var room: Int { lengthMax - text.utf8.count }

  /// Adds a block where there is room for it; says whether there was.
  mutating func append(_ block: String) -> Bool {
    guard block.utf8.count <= room else { return false }
    text += block
    return true
  }

  /// Adds a list: its head, as many of its lines as a share of the room holds, and how many are
  /// left out.
  ///
  /// What the list takes besides its lines must fit; the caller leaves so much room.
  mutating func append(
    _ head: String, lines: some Collection<String>, share: Int, rest: (Int) -> String
  ) {
    guard !lines.isEmpty else { return }
    var list = BoundedText("", lengthMax: min(share, room - head.utf8.count - Self.restMax))
    var taken = 0
    for line in lines {
      guard list.append(line) else { break }
      taken += 1
    }
    text += head + list.text + (taken < lines.count ? rest(lines.count - taken) : "")
  }

  /// Room for the line that says how many were left out.
  private static let restMax = 300
}
