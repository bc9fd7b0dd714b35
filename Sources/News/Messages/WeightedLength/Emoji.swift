extension ArraySlice<Unicode.Scalar> {
  private static let joiner: Element = "\u{200D}"

  /// How many scalars the emoji at the beginning has; nil where there is none.
  ///
  /// Those that are joined count as one, and so does a flag: X does so for the joined ones and the
  /// flags that Unicode recommends, and people write no others.
  var emojiLength: Int? {
    guard var length = simpleEmojiLength else { return nil }
    while dropFirst(length).first == Self.joiner,
      let next = dropFirst(length + 1).simpleEmojiLength
    {
      length += 1 + next
    }
    return length
  }

  /// The length of one that is not joined, with what says how it looks.
  private var simpleEmojiLength: Int? {
    guard let first else { return nil }
    if first.isASCII { return keycapLength }
    if first.isRegionLetter { return dropFirst().first?.isRegionLetter == true ? 2 : nil }
    guard first.properties.isEmoji else { return nil }
    switch dropFirst().first {
    case "\u{FE0F}": return 2
    case let next? where next.properties.isEmojiModifier: return 2
    case let next? where next.isTag: return 1 + dropFirst().prefix(while: \.isTag).count
    default: return first.isLatinSign ? nil : 1
    }
  }

  /// The length of a digit or mark in the frame of a key.
  private var keycapLength: Int? {
    let rest = dropFirst()
    guard let next = rest.first, !next.isASCII, first?.properties.isEmoji ?? false else {
      return nil
    }
    if next == "\u{20E3}" { return 2 }
    return rest.starts(with: ["\u{FE0F}", "\u{20E3}"]) ? 3 : nil
  }
}

extension Unicode.Scalar {
  fileprivate var isRegionLetter: Bool { (0x1F1E6...0x1F1FF).contains(value) }

  /// © and ®, which are text where nothing says otherwise.
  fileprivate var isLatinSign: Bool { value <= 0xFF }

  /// A letter of the tag that makes a flag that of a part of a country.
  fileprivate var isTag: Bool { (0xE0020...0xE007F).contains(value) }
}
