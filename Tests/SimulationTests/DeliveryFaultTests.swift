import Support
import Testing

/// A month of changes, while every service fails in every way.
@Suite struct DeliveryFaultTests {
  /// Runs without faults, until everything is told.
  private static let quietRuns = 3

  @Test func `whatever fails, each release is told as it was promised`() throws {
    try GitFixture.use { fixture in
      let shop = try DeliveryShop(Workshop(fixture), withIssues: true)
      let world = try DeliveryShop.World(of: "start", in: shop.shop)
      let faults = FakeMessengersServer.Fault.allCases
      for round in faults.indices {
        for (index, service) in FakeMessengers.Service.allCases.enumerated() {
          // No two services fail in the same way at a time.
          world.messengers.plan([faults[(round + index) % faults.count]], for: service)
        }
        world.gitHub.plan(
          .lost("POST releases"), .lost("POST issues"),
          .answer("POST releases", .init(503, "no")))
        try shop.publish("A", round + 2)
        try shop.publish("B", round + 2)
        let ended = try shop.run(in: "start", world)
        #expect(ended.isSuccess, "\(ended)")
      }
      for _ in 1...Self.quietRuns {
        let ended = try shop.run(in: "start", world)
        #expect(ended.isSuccess, "\(ended)")
      }
      #expect(try shop.releases(in: "start").count == faults.count)
      let found = try shop.contradictions(in: "start", world)
      for contradiction in found { Issue.record("\(contradiction)") }
    }
  }
}
