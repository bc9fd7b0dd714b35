/// A moment, in whole seconds since 1970-01-01T00:00:00Z, as IAM and git both keep it.
package struct Timestamp: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z; negative before it.
  package let seconds: Int64

  /// Takes any number of seconds, also one that no calendar's four-digit year can show.
  package init(seconds: Int64) {
    self.seconds = seconds
  }
}

extension Timestamp: Comparable {
  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}

extension Timestamp {
  /// Reads RFC 3339: `2026-03-04T19:12:14+00:00`, `…Z`, with or without a fraction, which is
  /// dropped, and with a space for the `T`, as Python prints it.
  ///
  /// Gives nil for anything else, for a date that no calendar has included, and for what in UTC is
  /// not in the years 0 to 9999, so that our own spelling of it can be read again.
  package init?(rfc3339 text: String) {
    var reader = FieldReader(text)
    guard let year = reader.digits(4), reader.skip("-"), let month = reader.digits(2),
      reader.skip("-"), let day = reader.digits(2), reader.skipDateEnd(),
      let hour = reader.digits(2), reader.skip(":"), let minute = reader.digits(2),
      reader.skip(":"), let second = reader.digits(2), reader.skipFraction(),
      let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    guard (1...12).contains(month), day >= 1, day <= Calendar.days(in: month, of: year),
      hour <= 23, minute <= 59, second <= 60
    else { return nil }
    let days = Calendar.daysSinceEpoch(year: year, month: month, day: day)
    let seconds = Int64(days * 86_400 + hour * 3_600 + minute * 60 + second - offset)
    guard Self.fourDigitYears.contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// From 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  private static let fourDigitYears: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  private var fields: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let day = seconds.floorDivided(by: 86_400)
    // Not seconds - day * 86,400: the product overflows for the most negative times.
    let rest = Int((seconds % 86_400 + 86_400) % 86_400)
    let (year, month, dayOfMonth) = Calendar.civil(daysSinceEpoch: Int(day))
    return (year, month, dayOfMonth, rest / 3_600, rest / 60 % 60, rest % 60)
  }

  /// `2026-03-04`, in UTC.
  package var date: String {
    let now = fields
    return "\(padded(now.year, 4))-\(padded(now.month, 2))-\(padded(now.day, 2))"
  }

  private var time: String {
    let now = fields
    return "\(padded(now.hour, 2)):\(padded(now.minute, 2)):\(padded(now.second, 2))"
  }

  /// `2026-03-04T19:12:14Z`: the form of our JSON output.
  package var rfc3339: String { "\(date)T\(time)Z" }

  /// `2026-03-04T19:12:14+00:00`: the form of AWS's command line, and so of policy files.
  package var rfc3339WithOffset: String { "\(date)T\(time)+00:00" }

  /// `2026-03-04-19-12`: the form of a release's name.
  package var minuteStamp: String {
    let now = fields
    return "\(date)-\(padded(now.hour, 2))-\(padded(now.minute, 2))"
  }
}

extension Timestamp: CustomStringConvertible {
  package var description: String { rfc3339 }
}

/// Days and dates of the proleptic Gregorian calendar.
private enum Calendar {
  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// Counts years from March, so that the leap day is the last day of a year.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = Int(Int64(marchYear).floorDivided(by: 400))
    let yearOfEra = marchYear - era * 400
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func civil(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = Int(Int64(shifted).floorDivided(by: 146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

/// Reads fixed-width fields off the front of a text.
private struct FieldReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The next byte; NUL at the end, which no field has.
  private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  mutating func digits(_ count: Int) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard next.isDigit else { return nil }
      number = number * 10 + Int(next - UInt8(ascii: "0"))
      position += 1
    }
    return number
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func skipDateEnd() -> Bool {
    skip("T") || skip("t") || skip(" ")
  }

  mutating func skipFraction() -> Bool {
    guard skip(".") else { return true }
    let start = position
    while next.isDigit { position += 1 }
    return position > start
  }

  /// The offset from UTC in seconds.
  mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign = skip("-") ? -1 : 1
    guard sign == -1 || skip("+") else { return nil }
    guard let hours = digits(2), skip(":"), let minutes = digits(2), hours <= 23, minutes <= 59
    else { return nil }
    return sign * (hours * 3_600 + minutes * 60)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
