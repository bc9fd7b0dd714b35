/// What may stand where in an address, as twitter-text has it.
extension Unicode.Scalar {
  /// An ASCII letter or digit.
  var isAlphanumeric: Bool {
    isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// The small one of a great ASCII letter.
  var lowercased: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }

  /// A letter, digit or mark of Latin script, accents included.
  var isLatin: Bool { isAlphanumeric || isIn(Self.accented) }

  /// Whether an address may begin behind it.
  var mayPrecedeAddress: Bool {
    !isAlphanumeric && !isIn(Self.nothing) && !["@", "＠", "$", "#", "＃"].contains(self)
  }

  /// Whether it may stand in a part of a server's name: what is no mark and no space.
  var isInServer: Bool {
    isAlphanumeric
      || !Self.marks.contains(self) && !isIn(Self.spaces)
        && !isIn(Self.directions) && !isIn(Self.nothing)
  }

  /// Whether it may stand in a label, though not at its ends.
  var isInLabel: Bool { isInServer || self == "-" || self == "_" }

  var isInPath: Bool {
    isLatin || isIn(Self.cyrillic) || "!*';:=+,.$/%#[]-–_~@|&".unicodeScalars.contains(self)
  }

  var mayEndPath: Bool {
    isLatin || isIn(Self.cyrillic) || "+-=_#/".unicodeScalars.contains(self)
  }

  var isInQuery: Bool {
    isAlphanumeric || "!?*'@();:&=+$/%#[]-_.,~|".unicodeScalars.contains(self)
  }

  var mayEndQuery: Bool { isAlphanumeric || "-_&=#/".unicodeScalars.contains(self) }

  private func isIn(_ ranges: [ClosedRange<UInt32>]) -> Bool {
    ranges.contains { $0.contains(value) }
  }

  private static let marks = Set("!'#%&()*+,\\-./:;<=>?@[]^_{|}~$".unicodeScalars)
  private static let cyrillic: [ClosedRange<UInt32>] = [0x400...0x4FF]
  private static let accented: [ClosedRange<UInt32>] = [
    0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x253...0x254, 0x256...0x257, 0x259...0x259,
    0x25B...0x25B, 0x263...0x263, 0x268...0x268, 0x26F...0x26F, 0x272...0x272, 0x289...0x289,
    0x28B...0x28B, 0x2BB...0x2BB, 0x300...0x36F, 0x1E00...0x1EFF,
  ]
  private static let spaces: [ClosedRange<UInt32>] = [
    0x9...0xD, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E,
    0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ]
  /// Marks of the direction of writing.
  private static let directions: [ClosedRange<UInt32>] = [
    0x61C...0x61C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069,
  ]
  /// What is no character.
  private static let nothing: [ClosedRange<UInt32>] = [0xFEFF...0xFEFF, 0xFFFE...0xFFFF]
}

extension String {
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init(UnicodeScalarView(scalars))
  }
}
