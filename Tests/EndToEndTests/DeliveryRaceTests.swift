import Glibc
import Support
import Testing

/// Two runs at the same time, and runs that die.
@Suite struct DeliveryRaceTests {
  /// A release that is pushed and not sent, in two clones.
  private func withPending(
    delivery: String, _ body: (DeliveryWorld) throws -> Void
  ) throws {
    try DeliveryWorld.use(delivery: delivery) { world in
      try world.sync()
      try world.clone("other", delivery: delivery)
      world.push.publish("Alpha", "s3:Put")
      try world.push.sync(in: "clone", "--push")
      try body(world)
    }
  }

  private func drain(_ world: DeliveryWorld, in clone: String) throws -> Bot.Running {
    try world.push.iam.bot.start(
      ["queue", "drain"], in: clone, environment: world.environment)
  }

  @Test func `what one run is sending the other leaves alone`() throws {
    let gate = Gate()
    try withPending(delivery: "{}") { world in
      world.script.plan(LoopbackServer.Reply(200).after(gate))
      let slow = try drain(world, in: "clone")
      slow.waitForRequest(at: world.hook)
      #expect(try world.states(in: "other") == ["webhook sending 0"])
      let fast = try world.run("queue", "drain", in: "other")
      #expect(fast.output.contains("webhook  sending"), "\(fast.text)")
      gate.open()
      #expect(slow.outcome().status == 0)
      #expect(world.told.count == 1)
      #expect(try world.states(in: "other") == ["webhook delivered 1"])
    }
  }

  @Test func `a claim that ran out is in doubt, until the slow run says that it was delivered`()
    throws
  {
    let gate = Gate()
    try withPending(delivery: #"{"claimTimeout": "0s"}"#) { world in
      world.script.plan(LoopbackServer.Reply(200).after(gate))
      let slow = try drain(world, in: "clone")
      slow.waitForRequest(at: world.hook)
      try world.run("queue", "drain", in: "other")
      #expect(try world.states(in: "other") == ["webhook uncertain 1"])
      gate.open()
      #expect(slow.outcome().status == 0)
      #expect(world.told.count == 1)
      #expect(try world.states(in: "other") == ["webhook delivered 1"])
    }
  }

  @Test func `a run that dies while it sends leaves a doubt, and nothing is sent twice`() throws {
    let gate = Gate()
    try withPending(delivery: #"{"claimTimeout": "0s"}"#) { world in
      world.script.plan(LoopbackServer.Reply(200).after(gate))
      let dying = try drain(world, in: "clone")
      dying.waitForRequest(at: world.hook)
      dying.signal(9)
      _ = dying.outcome()
      gate.open()
      try world.sync()
      #expect(world.told.count == 1)
      #expect(try world.states() == ["webhook uncertain 1"])
      #expect(try world.run("queue", "list").output.contains("ended without saying"))
    }
  }
}

extension Bot.Running {
  /// A minute, for a busy machine.
  private static var attemptsMax: Int { 6_000 }
  private static var interval: UInt32 { 10_000 }

  /// Returns when a server has got a request.
  func waitForRequest(at server: LoopbackServer) {
    for _ in 0..<Self.attemptsMax where server.requests.isEmpty { usleep(Self.interval) }
    #expect(!server.requests.isEmpty)
  }
}
