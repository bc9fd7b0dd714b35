/// What a text says as a date; nil for a text that is none.
enum DateValue: Sendable {
  /// Seconds since 1970.
  case epoch
  /// ISO 8601: a day, or a day and a time with its zone.
  case day

  init?(_ text: String) {
    if text.isDigits {
      self = .epoch
      return
    }
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard Self.isDay(parts[0]), parts.count == 1 || Self.isTime(parts[1]) else { return nil }
    self = .day
  }

  private static func isDay(_ text: Substring) -> Bool {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.map(\.utf8.count) == [4, 2, 2], fields.allSatisfy(\.isDigits) else { return false }
    return (1...12).contains(Int(fields[1]) ?? 0) && (1...31).contains(Int(fields[2]) ?? 0)
  }

  /// Hours and minutes, and perhaps more, with a zone at the end.
  private static func isTime(_ text: Substring) -> Bool {
    let zone = text.last == "Z" ? text.dropLast() : text.prefix { $0 != "+" && $0 != "-" }
    guard zone.utf8.count < text.utf8.count, isZone(text.dropFirst(zone.count)) else {
      return false
    }
    let fields = zone.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), fields[0].isDigits, fields[1].isDigits else {
      return false
    }
    let seconds = (fields.count == 3 ? fields[2] : "00").split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return (Int(fields[0]) ?? 24) < 24 && (Int(fields[1]) ?? 60) < 60
      && seconds.allSatisfy(\.isDigits)
  }

  private static func isZone(_ text: Substring) -> Bool {
    text == "Z"
      || [3, 5, 6].contains(text.utf8.count)
        && text.dropFirst().allSatisfy { $0.isNumber || $0 == ":" }
  }
}
