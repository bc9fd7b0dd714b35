/// How a service reference is laid out as text; reader and writer share it.
///
///     service-reference 1 TAB 2026-10-27
///     = TAB s3 TAB 40123 TAB Amazon S3
///     ? TAB s3:prefix TAB String
///     / TAB bucket TAB arn:$P:s3:::${BucketName} TAB 0,4
///     ListBucket TAB L TAB 0 TAB 0,4 TAB iam:PassRole TAB -2026-09-30
///
/// Each service's line says how many bytes follow it, so that the next one is found without reading
/// what lies between. Fields are separated by tabs; empty ones at the end are left out. Condition
/// keys and resource types are referred to by their numbers in the service, from 0, which stay the
/// same when others are added behind: so a line changes only with what it says. What a service
/// uses but does not list is named in full. A last field that begins with `-` is the last day on
/// which the thing was seen.
enum ServiceReferenceForm {
  static let title = "service-reference"
  static let version = "1"
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let comma = UInt8(ascii: ",")
  static let service = UInt8(ascii: "=")
  static let conditionKey = UInt8(ascii: "?")
  static let resourceType = UInt8(ascii: "/")
  static let gone = UInt8(ascii: "-")

  /// What nearly every ARN has, and its short form.
  static let abbreviations: [(long: String, short: String)] = [
    ("${Partition}", "$P"), ("${Region}", "$R"), ("${Account}", "$A"),
  ]

  static func letter(of level: AccessLevel) -> String { String(level.rawValue.prefix(1)) }

  static let levels: [UInt8: AccessLevel] = Dictionary(
    uniqueKeysWithValues: AccessLevel.allCases.compactMap { level in
      level.rawValue.utf8.first.map { ($0, level) }
    })

  static func abbreviated(_ arnFormat: String) -> String {
    abbreviations.reduce(arnFormat) { $0.replacing($1.long, with: $1.short) }
  }

  static func expanded(_ arnFormat: ArraySlice<UInt8>) -> String {
    var output: [UInt8] = []
    var rest = arnFormat
    while let start = rest.firstIndex(of: UInt8(ascii: "$")) {
      output += rest[..<start]
      rest = rest[start...]
      let known = abbreviations.first { rest.starts(with: $0.short.utf8) }
      output += known?.long.utf8 ?? "$".utf8
      rest = rest.dropFirst(known?.short.utf8.count ?? 1)
    }
    return String(decoding: output + rest, as: UTF8.self)
  }
}
