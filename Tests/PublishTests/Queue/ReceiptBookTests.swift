import Model
import Testing

@testable import Publish

/// Which releases are looked at.
@Suite struct ReceiptBookTests {
  @Test(arguments: [
    ("2026-11-21T12:00:00Z", ["2026-11", "2026-10", "2026-09"]),
    ("2026-12-01T00:00:00Z", ["2026-12", "2026-11", "2026-10"]),
    ("2027-01-31T23:59:59Z", ["2027-01", "2026-12", "2026-11"]),
    ("2027-03-01T00:00:00Z", ["2027-03", "2027-02", "2027-01"]),
  ]) func `releases of this month and of two before it are young, and no month is left out`(
    now: String, months: [String]
  ) throws {
    #expect(ReceiptBook.months(before: try #require(Timestamp(rfc3339: now))) == months)
  }
}
