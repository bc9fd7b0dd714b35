package import Model

/// A timestamp identifier of the AT Protocol, the key of a record: microseconds since 1970 and ten
/// bits that keep apart what was made at the same time.
package struct TID: Sendable, Equatable, CustomStringConvertible {
  private static let digits = Array("234567abcdefghijklmnopqrstuvwxyz".unicodeScalars)
  private static let length = 13
  /// The clock's identifiers there are.
  package static let clocks = 1 << 10
  /// Later times do not fit; the year is 2255.
  private static let microsecondsMax: Int64 = (1 << 53) - 1

  package let description: String

  /// The key of what happened at a time; gives nil for a time that no key can tell.
  package init?(_ time: Timestamp, clock: Int) {
    let microseconds = time.seconds.multipliedReportingOverflow(by: 1_000_000)
    guard !microseconds.overflow, (0...Self.microsecondsMax).contains(microseconds.partialValue),
      (0..<Self.clocks).contains(clock)
    else { return nil }
    let value = microseconds.partialValue << 10 | Int64(clock)
    description = (0..<Self.length).reversed().reduce(into: "") { text, place in
      text.unicodeScalars.append(Self.digits[Int(value >> (5 * place)) & 31])
    }
  }
}
