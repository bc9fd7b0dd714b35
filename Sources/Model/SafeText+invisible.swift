extension SafeText {
  /// Whether a scalar cannot be seen, or changes how others are seen.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    guard !(0x20...0x7E).contains(scalar.value) else { return false }
    return scalar.value & 0xFFFE == 0xFFFE
      || invisible.contains { $0.contains(scalar.value) }
  }

  /// A table of our own rather than the standard library's properties, because what those say
  /// changes with the Unicode version, and two runners must write the same commit.
  private static let invisible: [ClosedRange<UInt32>] = [
    0x0000...0x001F,  // control characters
    0x007F...0x00A0,  // more of them, and the no-break space
    0x00AD...0x00AD,  // soft hyphen
    0x034F...0x034F,  // combining grapheme joiner
    0x061C...0x061C,  // Arabic letter mark
    0x115F...0x1160,  // Hangul fillers
    0x1680...0x1680,  // Ogham space mark
    0x17B4...0x17B5,  // Khmer inherent vowels
    0x180B...0x180F,  // Mongolian selectors and separator
    0x2000...0x200F,  // spaces, zero-width characters, direction marks
    0x2028...0x202F,  // line and paragraph separators, embeddings and overrides
    0x205F...0x206F,  // spaces, invisible operators, isolates
    0x2800...0x2800,  // blank Braille pattern
    0x3000...0x3000,  // ideographic space
    0x3164...0x3164,  // Hangul filler
    0xE000...0xF8FF,  // private use
    0xFDD0...0xFDEF,  // noncharacters
    0xFE00...0xFE0F,  // variation selectors
    0xFEFF...0xFEFF,  // byte order mark
    0xFFA0...0xFFA0,  // half-width Hangul filler
    0xFFF0...0xFFFC,  // specials
    0x13430...0x1343F,  // Egyptian hieroglyph format controls
    0x1BCA0...0x1BCA3,  // shorthand format controls
    0x1D173...0x1D17A,  // musical format controls
    0xE0000...0xE0FFF,  // tags, variation selectors
    0xF0000...0x10FFFF,  // private use
  ]
}
