/// The name of a release of the archive, which is its tag: `2026-11-20-18-00`, in UTC, with `-2`,
/// `-3` and so on where that minute's name was taken.
///
/// Software versions are tagged `vX.Y.Z`, so the two can never be mistaken for each other.
package struct ReleaseName: Sendable, Hashable {
  /// The name as the tag has it.
  package let text: String

  /// Gives nil where the text does not match `\d{4}-\d\d-\d\d-\d\d-\d\d(-\d+)?`.
  package init?(_ text: String) {
    let fields = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let widths = [4, 2, 2, 2, 2]
    let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard fields.count == 5 || fields.count == 6,
      zip(fields, widths).allSatisfy({ $0.count == $1 }),
      fields.allSatisfy({ !$0.isEmpty && $0.allSatisfy(digit.contains) })
    else { return nil }
    self.text = text
  }

  /// So many releases are never made in one minute.
  private static let numberMax = 10_000

  /// The first name of that minute that is not taken; one of the first 10,000 must be free.
  package init(at time: Timestamp, taken: (String) -> Bool) {
    let stamp = time.minuteStamp
    let numbered = (2...Self.numberMax).lazy.map { "\(stamp)-\($0)" }
    guard let free = taken(stamp) ? numbered.first(where: { !taken($0) }) : stamp else {
      preconditionFailure("a minute has a free release name")
    }
    text = free
  }

  /// The full name of the tag's reference.
  package var reference: String { "refs/tags/\(text)" }
}

extension ReleaseName: CustomStringConvertible {
  package var description: String { text }
}
