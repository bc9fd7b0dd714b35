/// A length of time as people say it, in its largest unit: `3 hours`.
struct TimeSpan: CustomStringConvertible {
  let seconds: Int64

  var description: String {
    let amount = abs(seconds)
    let units: [(name: String, seconds: Int64)] = [
      ("day", 86_400), ("hour", 3_600), ("minute", 60),
    ]
    let unit = units.first { amount >= 2 * $0.seconds } ?? ("second", 1)
    let count = amount / unit.seconds
    return "\(count) \(unit.name)\(count == 1 ? "" : "s")"
  }
}
