import Model
import Testing

@testable import Record

@Suite struct ChangeLogTests {
  /// The change log after a number of releases.
  private func log(of count: Int, onto text: String) throws -> String {
    try (1...count).reduce(text) { text, number in
      let release = try #require(ReleaseName("2026-01-20-12-00-\(number)"))
      return ChangeLog.adding(release: release, lines: ["A v\(number): added"], to: text)
    }
  }

  @Test func `a heading and the newest release come first`() throws {
    #expect(
      try log(of: 2, onto: "") == """
        # Changes

        ## 2026-01-20-12-00-2

        - A v2: added

        ## 2026-01-20-12-00-1

        - A v1: added

        """)
  }

  @Test(arguments: [(99, 1), (100, 1), (101, 2), (150, 51)])
  func `what stands before the releases is kept, and the newest hundred of them`(
    count: Int, oldest: Int
  ) throws {
    let log = try log(of: count, onto: "All that é has changed.\n")
    #expect(
      log.hasPrefix("All that é has changed.\n\n## 2026-01-20-12-00-\(count)\n\n- A v\(count): "))
    #expect(log.hasSuffix("\n\n## 2026-01-20-12-00-\(oldest)\n\n- A v\(oldest): added\n"))
    #expect(log.split(separator: "\n## ").count == min(count, 100) + 1)
  }
}
