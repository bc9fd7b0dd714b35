import CLibgit2

/// The name of a git object: the SHA-1 of its kind, length and content.
package struct ObjectID: Sendable, Hashable {
  /// In bytes.
  package static let length = 20

  /// Forty zeros, which git's protocols use for "no object".
  package static let zero = ObjectID(high: 0, middle: 0, low: 0)

  // Three integers compare and hash faster than twenty bytes, and need no pointer.
  fileprivate let high: UInt64
  fileprivate let middle: UInt64
  fileprivate let low: UInt32

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// Reads forty hexadecimal digits of either case; anything else gives nil.
  package init?(hex: String) {
    self.init(hex: hex.utf8)
  }

  /// Reads forty hexadecimal digits of either case; anything else gives nil.
  package init?(hex: some Collection<UInt8>) {
    guard hex.count == 2 * Self.length else { return nil }
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for (index, byte) in hex.enumerated() {
      guard let digit = Self.value(ofHexDigit: byte) else { return nil }
      switch index {
      case ..<16: words.0 = words.0 << 4 | digit
      case ..<32: words.1 = words.1 << 4 | digit
      default: words.2 = words.2 << 4 | digit
      }
    }
    self.init(high: words.0, middle: words.1, low: UInt32(words.2))
  }

  /// Takes the twenty bytes that begin at `offset`, which must all be there.
  package init(bytes: Span<UInt8>, at offset: Int = 0) {
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    for index in offset..<offset + 8 { words.0 = words.0 << 8 | UInt64(bytes[index]) }
    for index in offset + 8..<offset + 16 { words.1 = words.1 << 8 | UInt64(bytes[index]) }
    for index in offset + 16..<offset + 20 { words.2 = words.2 << 8 | UInt32(bytes[index]) }
    self.init(high: words.0, middle: words.1, low: words.2)
  }

  private static func value(ofHexDigit digit: UInt8) -> UInt64? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The twenty bytes.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Self.length)
    result.append(self)
    return result
  }

  /// The first of the twenty bytes.
  var firstByte: UInt8 { UInt8(truncatingIfNeeded: high >> 56) }

  /// Ids are evenly spread already, so eight bytes of them make a good hash.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(high)
  }
}

extension ObjectID: CustomStringConvertible {
  /// Forty lower-case hexadecimal digits.
  package var description: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * Self.length)
    write(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Adds the same digits to a text.
  package func write(to text: inout [UInt8]) {
    Self.write(high, digits: 16, to: &text)
    Self.write(middle, digits: 16, to: &text)
    Self.write(UInt64(low), digits: 8, to: &text)
  }

  private static func write(_ word: UInt64, digits: Int, to text: inout [UInt8]) {
    for place in (0..<digits).reversed() {
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(4 * place)) & 15
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}

extension ObjectID: Comparable {
  /// By bytes.
  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}

extension [UInt8] {
  /// Adds the twenty bytes of an id.
  mutating func append(_ id: ObjectID) {
    append(bigEndian: id.high)
    append(bigEndian: id.middle)
    append(bigEndian: id.low)
  }
}

extension ObjectID {
  init(_ oid: git_oid) {
    self = unsafe withUnsafeBytes(of: oid.id) { raw in
      unsafe ObjectID(bytes: raw.bindMemory(to: UInt8.self).span)
    }
  }

  var oid: git_oid {
    var result = git_oid()
    unsafe withUnsafeMutableBytes(of: &result.id) { raw in
      unsafe raw.storeBytes(of: high.bigEndian, as: UInt64.self)
      unsafe raw.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      unsafe raw.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return result
  }
}
