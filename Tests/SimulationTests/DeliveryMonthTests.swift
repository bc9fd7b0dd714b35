import Foundation
import Support
import Testing

/// A month of changes, told over every kind of channel.
@Suite struct DeliveryMonthTests {
  /// Runs without faults, until everything is told.
  private static let quietRuns = 3

  private static func use(
    _ body: (DeliveryShop, DeliveryShop.World) throws -> Void
  ) throws {
    try GitFixture.use { fixture in
      let shop = try DeliveryShop(Workshop(fixture), publishing: DeliveryMonth.begin)
      try body(shop, try DeliveryShop.World(of: "start", in: shop.shop))
    }
  }

  @Test func `every sort of release is told in these words`() throws {
    try Self.use { shop, world in
      for sort in DeliveryMonth.allCases {
        try sort.publish(in: shop.shop)
        let ended = try shop.run(in: "start", world)
        #expect(ended.isSuccess, "\(ended)")
        let release = try #require(try shop.releases(in: "start").last)
        let told = world.texts(of: release)
        #expect(Set(told.keys) == Set(DeliveryShop.channels).subtracting(["github-issue"]))
        let golden = try GoldenTexts("\(sort).txt", orNow: told)
        for channel in told.keys.sorted() { golden.expect(told[channel], of: channel) }
      }
      let issues = world.issues
      let golden = try GoldenTexts("issues.txt", orNow: issues)
      #expect(Set(golden.texts.keys) == Set(issues.keys))
      for number in issues.keys.sorted() { golden.expect(issues[number], of: number) }
    }
  }

  @Test func `whatever fails, each release is told as it was promised, in the same words`() throws {
    try Self.use { shop, world in
      let faults = FakeMessengersServer.Fault.allCases
      for (round, sort) in DeliveryMonth.allCases.enumerated() {
        for (index, service) in FakeMessengers.Service.allCases.enumerated() {
          // No two services fail in the same way at a time, and none in one way alone.
          world.messengers.plan([faults[(round + index) % faults.count]], for: service)
        }
        world.gitHub.plan(
          .lost("POST releases"), .lost("POST issues"), .lost("POST comments"),
          .answer("POST releases", .init(503, "no")))
        try sort.publish(in: shop.shop)
        let ended = try shop.run(in: "start", world)
        #expect(ended.isSuccess, "\(ended)")
      }
      for _ in 1...Self.quietRuns {
        let ended = try shop.run(in: "start", world)
        #expect(ended.isSuccess, "\(ended)")
      }
      let releases = try shop.releases(in: "start")
      #expect(releases.count == DeliveryMonth.allCases.count)
      for contradiction in try shop.contradictions(in: "start", world) {
        Issue.record("\(contradiction)")
      }
      for (sort, release) in zip(DeliveryMonth.allCases, releases) {
        let golden = try GoldenTexts("\(sort).txt")
        for (channel, text) in world.texts(of: release) { golden.expect(text, of: channel) }
      }
      let golden = try GoldenTexts("issues.txt")
      for (number, text) in world.issues { golden.expect(text, of: number) }
    }
  }
}

/// Texts in a file of the folder `Golden`, each behind a line with its name.
struct GoldenTexts {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")
  private static let mark = "== "

  let texts: [String: String]

  /// Reads a file, which is replaced first where the tests record.
  init(_ file: String, orNow now: [String: String]? = nil) throws {
    let url = Self.folder.appending(path: file)
    let text =
      if let now {
        try Golden.text(at: url.path, orNow: Self.text(now))
      } else {
        try String(contentsOf: url, encoding: .utf8)
      }
    let parts = ("\n" + text).components(separatedBy: "\n\(Self.mark)").dropFirst()
    texts = parts.reduce(into: [:]) { texts, part in
      let pair = part.split(separator: "\n", maxSplits: 1).map(String.init)
      texts[pair[0]] = pair.count > 1 ? pair[1] : ""
    }
  }

  private static func text(_ texts: [String: String]) -> String {
    texts.sorted { $0.key < $1.key }.map { "\(mark)\($0)\n\($1)" }.joined(separator: "\n")
  }

  /// Expects that a text is the one of that name.
  func expect(
    _ text: String?, of name: String, location: SourceLocation = #_sourceLocation
  ) {
    let (said, golden) = (text?.trimmingCharacters(in: .newlines), texts[name])
    #expect(
      said == golden?.trimmingCharacters(in: .newlines), "\(name), recorded with RECORD=1",
      sourceLocation: location)
  }
}
