import Model
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-03-04T19:12:14+00:00", 1_772_651_534),
    ("2026-03-04t19:12:14.999z", 1_772_651_534), ("2026-03-04 21:12:14+02:00", 1_772_651_534),
    ("2026-03-04T13:42:14-05:30", 1_772_651_534), ("2024-02-29T00:00:00Z", 1_709_164_800),
    ("1969-12-31T23:59:59Z", -1), ("0000-01-01T00:00:00Z", -62_167_219_200),
    ("9999-12-31T23:59:59Z", 253_402_300_799), ("2016-12-31T23:59:60Z", 1_483_228_800),
  ])
  func `a date is read in every spelling of RFC 3339`(_ text: String, seconds: Int64) {
    #expect(Timestamp(rfc3339: text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2026-03-04", "2026-03-04_19:12:14Z", "2026-03-04T19:12:14", "2026-03-04T19:12:14.Z",
    "2026-13-04T19:12:14Z", "2026-00-04T19:12:14Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
    "2026-03-00T00:00:00Z", "2026-03-04T24:00:00Z", "2026-03-04T19:60:14Z", "2026-03-04T19:12:61Z",
    "2026-03-04T19:12:14+24:00", "2026-03-04T19:12:14+0000", "2026-03-04T19:12:14Z ",
    "26-03-04T19:12:14Z", "2026-3-4T19:12:14Z", "+026-03-04T19:12:14Z",
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  ])
  func `what is no date gives nothing`(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func `a moment is written in every form we use`() {
    let moment = Timestamp(seconds: 1_772_651_534)
    #expect(moment.rfc3339 == "2026-03-04T19:12:14Z")
    #expect(moment.rfc3339WithOffset == "2026-03-04T19:12:14+00:00")
    #expect(moment.minuteStamp == "2026-03-04-19-12")
    #expect(moment.date == "2026-03-04")
    #expect("\(moment)" == "2026-03-04T19:12:14Z")
  }

  @Test func `every day of four centuries is written as it is read`() {
    var date = "1899-12-31"
    for day in -25_567..<120_530 {
      let moment = Timestamp(seconds: Int64(day) * 86_400 + 43_200)
      #expect(moment.date > date)
      #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
      date = moment.date
    }
    #expect(date == "2299-12-31")
  }

  @Test(arguments: [Int64.min, Int64.max, -1, 1 << 62])
  func `times that no calendar shows do no harm`(_ seconds: Int64) {
    #expect(!Timestamp(seconds: seconds).rfc3339.isEmpty)
  }

  @Test func `the earlier moment comes first`() {
    #expect(Timestamp(seconds: -1) < Timestamp(seconds: 0))
  }
}
