package import Model

/// Who did something, and when.
package struct Signature: Sendable, Hashable {
  package var name: String
  package var email: String
  package var time: Timestamp
  /// Minutes east of UTC, which git keeps for display only.
  package var offsetMinutes: Int

  package init(name: String, email: String, time: Timestamp, offsetMinutes: Int = 0) {
    self.name = name
    self.email = email
    self.time = time
    self.offsetMinutes = offsetMinutes
  }
}

extension Signature {
  /// Reads `Name <email> 1700000000 +0100`, as leniently as git does: what is missing is empty.
  init(parsing line: ArraySlice<UInt8>) {
    let open = line.firstIndex(of: UInt8(ascii: "<")) ?? line.endIndex
    let close = line[open...].lastIndex(of: UInt8(ascii: ">")) ?? open
    name = String(decoding: Self.trimmed(line[..<open]), as: UTF8.self)
    email = String(decoding: line[open..<close].dropFirst(), as: UTF8.self)
    let numbers = line[close...].dropFirst().split(separator: UInt8(ascii: " "), maxSplits: 1)
      .map { Int64(String(decoding: $0, as: UTF8.self)) ?? 0 }
    time = Timestamp(seconds: numbers.first ?? 0)
    let offset = numbers.count > 1 ? Int(numbers[1]) : 0
    offsetMinutes = offset / 100 * 60 + offset % 100
  }

  /// The form in commits and tags, without what would break the line or the object's format: the
  /// same characters go that git itself drops.
  var text: String {
    let offset = abs(offsetMinutes)
    let digits = String(10_000 + offset / 60 * 100 + offset % 60).dropFirst()
    // Git knows no time before 1970.
    let seconds = max(0, time.seconds)
    let zone = "\(offsetMinutes < 0 ? "-" : "+")\(digits)"
    return "\(Self.clean(name)) <\(Self.clean(email))> \(seconds) \(zone)"
  }

  /// All of them are ASCII, so bytes can be dropped one by one.
  private static func clean(_ text: String) -> String {
    let inner = text.utf8.filter { !"<>\n\0".utf8.contains($0) }
    return String(decoding: trimmed(inner[...], alsoOf: ".,:;\"\\'"), as: UTF8.self)
  }

  private static func trimmed(
    _ text: ArraySlice<UInt8>, alsoOf crud: StaticString = ""
  ) -> ArraySlice<UInt8> {
    let isCrud: (UInt8) -> Bool = { byte in
      byte <= 32 || crud.description.utf8.contains(byte)
    }
    let kept = text.drop(while: isCrud)
    return kept[..<((kept.lastIndex { !isCrud($0) } ?? kept.startIndex - 1) + 1)]
  }
}
