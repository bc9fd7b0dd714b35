/// The fields of a line of a service reference.
struct LineFields {
  /// The last day on which the thing was seen, which is no field of its own.
  let lastSeen: String?
  private var fields: [ArraySlice<UInt8>]

  /// Gives nil where there are too many fields.
  init?(_ line: ArraySlice<UInt8>, most: Int) {
    fields = line.split(separator: ServiceReferenceForm.tab, omittingEmptySubsequences: false)
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

  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// A line for a message, in which tabs are spaces.
  static func shown(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The parts of a field between separators.
  func parts(_ index: Int, separator: UInt8) -> [ArraySlice<UInt8>] {
    self[index].split(separator: separator)
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
}

extension ArraySlice<UInt8> {
  /// The value of a few digits; nil for all else, which is a name.
  fileprivate var number: Int? {
    guard count < 7 else { return nil }
    var value = 0
    for byte in self {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
