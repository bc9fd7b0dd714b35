import Support
import Testing

/// A remote that moves while a run is under way.
struct PushRaceTests {
  /// Lets another clone do something between our look at the remote and our push.
  private static func race(
    depth: Int? = nil, _ other: (PushWorld) throws -> [String], _ body: (PushWorld) throws -> Void
  ) throws {
    try PushWorld.use { world in
      try world.clone("clone", depth: depth)
      try world.clone("other")
      let command = try other(world)
      try world.server.plan(
        .init("GET /archive.git/info/refs?service=git-receive-pack", "run", .command(command)))
      try body(world)
    }
  }

  private static func push(_ world: PushWorld) -> [String] {
    let login = world.server.url("archive.git", userInfo: "x:\(PushWorld.token)")
    return [
      "git", "-C", world.fixture.at("other"), "push", "--quiet", "--follow-tags", login, "main",
    ]
  }

  @Test(arguments: [nil, 1])
  func `a race lost to a person's commit is won on the second try`(depth: Int?) throws {
    try Self.race(depth: depth) { world in
      try world.fixture.commit("a page", in: "other", files: ["README.md": "A page.\n"])
      return Self.push(world)
    } _: { world in
      world.publish("Alpha", "s3:Put")
      let outcome = try world.sync(in: "clone", "--push")

      #expect(outcome.error.contains("recording again on its newest commit\n"), "\(outcome.error)")
      #expect(
        try world.served.changes("main").suffix(2)
          == ["a page", "Alpha v1 → v2: \(PolicyFixture.swap)"])
      #expect(try world.served.releases().count == 2)
      try world.expectSame("clone")
      #expect(try world.fixture.text("clone/README.md") == "A page.\n")
    }
  }

  @Test func `what another run recorded first is not recorded twice`() throws {
    try Self.race { world in
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "other")
      return Self.push(world)
    } _: { world in
      let outcome = try world.sync(in: "clone", "--push")

      #expect(outcome.status == 0)
      #expect(try world.served.changes("main").count == 2)
      #expect(try world.served.releases().count == 2)
      try world.expectSame("clone")
    }
  }

  @Test func `what another run did not see yet is recorded on top of its commits`() throws {
    try Self.race { world in
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "other")
      return Self.push(world)
    } _: { world in
      world.publish("Beta", "s3:Put")
      let outcome = try world.sync(in: "clone", "--push")

      #expect(
        try world.served.changes("main").dropFirst() == [
          "Alpha v1 → v2: \(PolicyFixture.swap)", "Beta v1 → v2: \(PolicyFixture.swap)",
        ])
      #expect(try world.served.releases().count == 3)
      #expect(outcome.output.contains("recorded 1 change"), "\(outcome.output)")
      try world.expectSame("clone")
    }
  }

  @Test func `a policy that another run saw later is left to the next run`() throws {
    try Self.race { world in
      world.publish("Alpha", "s3:Put")
      world.publish("Alpha", "s3:List")
      try world.sync(in: "other")
      world.iam.change { $0.policies["Alpha"]?.defaultVersion = 2 }
      return Self.push(world)
    } _: { world in
      try world.sync(in: "clone", "--push")
      let subjects = try world.served.changes("main").dropFirst()
      #expect(
        subjects == [
          "Alpha v1 → v2: \(PolicyFixture.swap)", "Alpha v2 → v3: \(PolicyFixture.swap)",
        ])
      world.iam.change { $0.policies["Alpha"]?.defaultVersion = 3 }
      try world.sync(in: "clone", "--push")
      #expect(try world.served.changes("main").dropFirst() == subjects)
      try world.expectSame("clone")
    }
  }

  @Test func `a tag of the same name at the remote gets another name here`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "clone")
      let clone = Judged(fixture: world.fixture, folder: "clone")
      let release = try #require(try clone.releases().last)
      try world.served.git("tag", release, "main")
      try world.sync(in: "clone", "--push")

      #expect(try world.served.releases().count == 3)
      #expect(
        try world.served.git("rev-parse", "\(release)^{commit}")
          == world.served.git(
            "rev-parse", "main~2"))
      #expect(try world.served.changes("main").last == "Alpha v1 → v2: \(PolicyFixture.swap)")
    }
  }

  @Test func `two runs at once on one remote record each change once`() throws {
    try PushWorld.use { world in
      for name in ["one", "two", "three"] { try world.clone(name) }
      world.publish("Alpha", "s3:Put")
      world.publish("Beta", "s3:Put")
      let runs = try ["one", "two", "three"].map { name in
        try world.iam.bot.start(
          ["sync", "--source", "iam", "--push"], in: name, environment: world.environment)
      }
      let outcomes = runs.map { $0.outcome() }

      #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes.map(\.text))")
      #expect(try world.served.changes("main").count == 3)
      #expect(try world.served.releases().count == 2)
      for name in ["one", "two", "three"] { try world.expectSame(name) }
    }
  }

  @Test func `an unpushed first import gives way to the remote's`() throws {
    try PushWorld.use { world in
      try world.fixture.git("init", "--quiet", "--initial-branch=main", "clone")
      try world.fixture.git(
        "remote", "add", "origin", world.server.url("archive.git"), in: "clone")
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "clone", "--baseline")
      try world.sync(in: "clone", "--push")

      #expect(
        try world.served.changes("main")
          == ["Import 2 policies", "Alpha v1 → v2: \(PolicyFixture.swap)"])
      try world.expectSame("clone")
    }
  }
}
