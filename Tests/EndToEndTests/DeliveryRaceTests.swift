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

  @Test func `a run that another one outran sends nothing of what that one has sent`() throws {
    try withPending(delivery: "{}") { world in
      world.push.publish("Beta", "s3:List")
      try world.push.sync(in: "clone", "--push")
      // Both have seen that the releases are due; the other one's claim arrives first.
      let faster =
        ["env"] + world.environment.map { "\($0)=\($1)" }
        + ["sh", "-c", #""$0" queue drain --repository "$1" >"$1.log" 2>&1"#, Bot.path]
        + [world.fixture.at("other")]
      try world.push.server.plan(
        .init("POST /archive.git/git-receive-pack", "run", .command(faster)))
      try world.run("queue", "drain")
      let said = try #require(try world.fixture.text("other.log"))
      #expect(said.split(separator: "webhook  delivered").count == 3, "\(said)")
      #expect(world.told == (try world.push.served.releases().suffix(2)))
      #expect(try world.states() == ["webhook delivered 1", "webhook delivered 1"])
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
      let next = try world.sync()
      #expect(world.told.count == 1)
      #expect(next.output.contains("\(world.told[0])  webhook  uncertain"), "\(next.text)")
      #expect(next.error.contains("warning: \(world.told[0]) over `webhook` is uncertain: the run"))
      #expect(try world.states() == ["webhook uncertain 1"])
      #expect(try world.run("queue", "list").output.contains("ended without saying"))
    }
  }

  @Test func `what a person has sent again after a run died is sent again`() throws {
    let gate = Gate()
    try withPending(delivery: #"{"claimTimeout": "0s"}"#) { world in
      world.script.plan(LoopbackServer.Reply(200).after(gate))
      try die(world, environment: [:], requests: 1)
      gate.open()
      let release = world.told[0]
      let retried = try world.run("queue", "retry", release, "webhook")
      #expect(retried.output == "\(release) over webhook: pending\n")
      try world.run("queue", "drain")
      #expect(world.told == [release, release])
      #expect(try world.states() == ["webhook delivered 1"])
    }
  }

  @Test func `a run that dies leaves in doubt only the release that it was at`() throws {
    let gate = Gate()
    try withPending(delivery: #"{"claimTimeout": "0s"}"#) { world in
      for action in ["s3:List", "s3:Get"] {
        world.push.publish("Beta", action)
        try world.push.sync(in: "clone", "--push")
      }
      world.script.plan(.init(200), LoopbackServer.Reply(200).after(gate))
      try die(world, environment: [:], requests: 2)
      gate.open()
      try world.run("queue", "drain")
      #expect(world.told.count == 3 && Set(world.told).count == 3)
      #expect(
        try world.states() == ["webhook delivered 1", "webhook uncertain 1", "webhook delivered 1"])
    }
  }

  @Test func `what was sent is written down where the receipts cannot be read any more`() throws {
    let channels = """
      [{"type": "webhook", "name": "a", "urlFrom": "HOOK"},
      {"type": "webhook", "name": "b", "urlFrom": "HOOK"}]
      """
    try DeliveryWorld.use(channels: channels) { world in
      try world.sync()
      world.push.publish("Alpha", "s3:Put")
      try world.push.sync(in: "clone", "--push")
      let gate = Gate()
      world.script.plan(LoopbackServer.Reply(200).after(gate))
      let run = try drain(world, in: "clone")
      run.waitForRequest(at: world.hook)
      try world.push.server.plan(
        .init("POST /archive.git/git-upload-pack", "status", .number(404)))
      gate.open()
      #expect(run.outcome().status == 1)
      #expect(try world.states() == ["a delivered 1", "b pending 0"])
      try world.sync()
      #expect(world.told.count == 2)
    }
  }

  @Test func `a run without the secrets leaves to others what they can look for`() throws {
    let channels = #"[{"type": "x"}]"#
    let gate = Gate()
    try DeliveryWorld.use(channels: channels) { world in
      let keys = [
        "X_ACCESS_TOKEN": "t1", "X_ACCESS_TOKEN_SECRET": "ts", "X_API_KEY": "k1",
        "X_API_SECRET": "ks", "X_API_URL": world.hook.url,
      ]
      try world.sync(environment: keys)
      world.push.publish("Alpha", "s3:Put")
      try world.push.sync(in: "clone", "--push")
      world.script.plan(LoopbackServer.Reply(500).after(gate))
      try die(world, environment: keys, requests: 1)
      gate.open()
      try world.run("queue", "drain")
      #expect(try world.states() == ["x pending 1"])
      world.script.plan(.init(201, #"{"data": {"id": "1"}}"#))
      try world.run("queue", "drain", environment: keys)
      #expect(try world.states() == ["x delivered 2"])
    }
  }

  /// A run that is killed when so many messages have come.
  private func die(
    _ world: DeliveryWorld, environment: [String: String], requests: Int
  ) throws {
    let dying = try world.push.iam.bot.start(
      ["queue", "drain"], in: "clone", environment: world.environment.merging(environment) { $1 })
    dying.waitForRequest(number: requests, at: world.hook)
    dying.signal(SIGKILL)
    _ = dying.outcome()
  }
}

extension Bot.Running {
  /// A minute, for a busy machine.
  private static var attemptsMax: Int { 6_000 }
  private static var interval: UInt32 { 10_000 }

  /// Returns when a server has got so many requests.
  func waitForRequest(number: Int = 1, at server: LoopbackServer) {
    for _ in 0..<Self.attemptsMax where server.requests.count < number { usleep(Self.interval) }
    #expect(server.requests.count == number)
  }
}
