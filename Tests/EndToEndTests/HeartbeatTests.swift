import Support
import Testing

/// What is told to whoever waits for a sign of life.
struct HeartbeatTests {
  private static let path = "/ping/3c7ad0f2-secret"

  @Test func `each complete run is heard, and no other`() throws {
    let server = try LoopbackServer { _ in .init(200, "OK") }
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let variables = ["MAMIP_HEARTBEAT_URL": server.url + Self.path]
      try world.sync("--dry-run", environment: variables)
      #expect(server.requests.isEmpty)
      try world.sync(environment: variables)
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:PutObject")) }
      try world.sync(environment: variables)
      #expect(
        server.requests.map { "\($0.method) \($0.target)" } == [
          "GET \(Self.path)", "GET \(Self.path)",
        ])
      world.server.plan(.refused("ListPolicies", 403, "AccessDenied", "no"))
      try world.sync(expecting: 1, environment: variables)
      #expect(server.requests.count == 2)
    }
  }

  @Test func `one that is not heard is a warning that does not say where`() throws {
    let server = try LoopbackServer { _ in .init(404, "no such check: \(Self.path)") }
    let dead = "http://127.0.0.1:\(try LoopbackServer.deadPort())"
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let places = [server.url, dead, "http://example.com", "not an address "]
      for place in places {
        let outcome = try world.sync(environment: ["MAMIP_HEARTBEAT_URL": place + Self.path])
        #expect(outcome.error.contains("warning: the heartbeat was not heard: "), "\(outcome.text)")
        #expect(!outcome.text.contains("3c7ad0f2"))
      }
      #expect(server.requests.count == 1)
    }
  }
}
