/// The parts of bytes between separators, one after the other; of nothing, none.
struct Pieces: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private let separator: UInt8
  private var isOver: Bool

  init(_ bytes: ArraySlice<UInt8>, separator: UInt8) {
    rest = bytes
    self.separator = separator
    isOver = bytes.isEmpty
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard !isOver else { return nil }
    guard let length = rest.span.firstOffset(where: { $0 == separator }) else {
      isOver = true
      return rest
    }
    let end = rest.startIndex + length
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }
}

/// The fields of a line of a service reference.
struct LineFields {
  /// The most fields of any line.
  static let most = 5

  /// The last day on which the thing was seen, which is no field of its own.
  let lastSeen: String?
  private var fields: [ArraySlice<UInt8>] = []

  /// Gives nil where there are too many fields.
  init?(_ line: ArraySlice<UInt8>, most: Int = Self.most) {
    fields.reserveCapacity(Self.most + 1)
    for field in Pieces(line, separator: ServiceReferenceForm.tab) {
      guard fields.count <= most else { return nil }
      fields.append(field)
    }
    if let last = fields.last, fields.count > 1, last.first == ServiceReferenceForm.gone {
      lastSeen = String(decoding: last.dropFirst(), as: UTF8.self)
      fields.removeLast()
    } else {
      lastSeen = nil
    }
    guard fields.count <= most else { return nil }
  }

  /// A field, which is empty where the line is shorter.
  subscript(index: Int) -> ArraySlice<UInt8> { index < fields.count ? fields[index] : [] }

  /// The first field where it is a single byte, which says what kind of line it is.
  var sign: UInt8? { self[0].count == 1 ? self[0].first : nil }

  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// The parts of a field between separators.
  func parts(_ index: Int, separator: UInt8) -> Pieces {
    Pieces(self[index], separator: separator)
  }

  /// The names that a list of numbers stands for; nil where there is no such number.
  func names(_ index: Int, in all: [String]) -> [String]? {
    var names: [String] = []
    for part in parts(index, separator: ServiceReferenceForm.comma) {
      guard let number = part.number else {
        names.append(String(decoding: part, as: UTF8.self))
        continue
      }
      guard number < all.count else { return nil }
      names.append(all[number])
    }
    return names
  }

  /// A line for a message, in which tabs are spaces.
  static func shown(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// The value of a few digits; nil for all else, which is a name.
  fileprivate var number: Int? {
    guard (1...6).contains(count) else { return nil }
    var value = 0
    for byte in self {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
