import Support
import Testing

/// Remotes that refuse or fail, and runs that must not push.
///
/// Nothing is half-moved, and the next run finishes the work.
struct PushRefusalTests {
  /// A run whose push fails, and the next one, which succeeds.
  private static func expectSecondTry(
    _ message: String, breaking: (PushWorld) throws -> Void, mending: (PushWorld) throws -> Void,
    environment: [String: String] = [:], location: SourceLocation = #_sourceLocation
  ) throws {
    try PushWorld.use { world in
      try world.clone("clone")
      try breaking(world)
      let before = try world.served.lines("for-each-ref")
      world.publish("Alpha", "s3:Put")
      let outcome = try world.sync(
        in: "clone", "--push", expecting: 1, environment: environment, location: location)

      #expect(outcome.error.contains(message), "\(outcome.error)", sourceLocation: location)
      #expect(try world.served.lines("for-each-ref") == before, sourceLocation: location)
      let clone = Judged(fixture: world.fixture, folder: "clone")
      try clone.expectSound(location: location)
      try mending(world)
      try world.sync(in: "clone", "--push", location: location)
      #expect(
        try world.served.changes("main").dropFirst() == ["Alpha v1 → v2: \(PolicyFixture.swap)"],
        sourceLocation: location)
      #expect(try world.served.releases().count == 2, sourceLocation: location)
      try world.expectSame("clone", location: location)
    }
  }

  private static func hook(_ name: String, _ script: String, _ world: PushWorld) throws {
    try ExternalProgram.writeScript(
      "#!/bin/sh\n\(script)\n", to: world.fixture.at("served/archive.git/hooks/\(name)"))
  }

  @Test func `a hook that refuses loses nothing`() throws {
    try Self.expectSecondTry("error: recorded here, but not pushed: the remote refused `") {
      world in
      try Self.hook("pre-receive", "echo 'closed on sundays'; exit 1", world)
    } mending: { world in
      try world.fixture.delete("served/archive.git/hooks/pre-receive")
    }
  }

  @Test func `what a hook says is shown, and it says that nothing is lost`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      try Self.hook("pre-receive", "echo '::error::closed on sundays'; exit 1", world)
      world.publish("Alpha", "s3:Put")
      let outcome = try world.sync(in: "clone", "--push", expecting: 1)

      #expect(outcome.error.contains("closed on sundays"), "\(outcome.error)")
      #expect(!outcome.error.contains("\n::error"), "\(outcome.error)")
      #expect(outcome.error.lowercased().contains("nothing is lost"), "\(outcome.error)")
    }
  }

  @Test func `where the tag is refused, the branch does not move either`() throws {
    try Self.expectSecondTry("error: recorded here, but not pushed: the remote refused `") {
      world in
      try Self.hook("update", #"case "$1" in refs/tags/*) exit 1;; esac"#, world)
    } mending: { world in
      try world.fixture.delete("served/archive.git/hooks/update")
    }
  }

  @Test func `a wrong token is refused, and the right one works`() throws {
    try Self.expectSecondTry(
      "error: ", breaking: { _ in }, mending: { _ in },
      environment: ["GITHUB_TOKEN": "wrong"])
  }

  @Test(arguments: [
    ("status", "GET /archive.git/info/refs?service=git-receive-pack"),
    ("html", "GET /archive.git/info/refs?service=git-receive-pack"),
    ("drop_before", "POST /archive.git/git-receive-pack"),
    ("drop_inside", "POST /archive.git/git-receive-pack"),
    ("status", "POST /archive.git/git-receive-pack"),
  ])
  func `a server that fails before it has moved anything`(
    fault: String, request: String
  ) throws {
    try Self.expectSecondTry("error: ") { world in
      let value: GitHTTPServer.Rule.Value? = fault == "status" ? .number(500) : nil
      try world.server.plan(.init(request, fault, value, times: 0))
    } mending: { world in
      try world.server.plan()
    }
  }

  @Test func `a remote that is down does not keep a run from recording`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      world.publish("Alpha", "s3:Put")
      let list = GitHTTPServer.Rule("GET /archive.git", "status", .number(500), times: 0)
      try world.server.plan(list)
      let outcome = try world.sync(in: "clone", "--push", expecting: 1)
      #expect(outcome.error.contains("warning: going on without the remote: "), "\(outcome.error)")
      #expect(outcome.error.contains("error: recorded here, but not pushed: "), "\(outcome.error)")
      let clone = Judged(fixture: world.fixture, folder: "clone")
      #expect(try clone.changes("HEAD").last == "Alpha v1 → v2: \(PolicyFixture.swap)")

      let again = try world.sync(in: "clone", "--push", expecting: 1)
      #expect(again.output.contains("2 policies, nothing changed\n"), "\(again.text)")
      try world.server.plan()
      try world.sync(in: "clone", "--push")
      try world.expectSame("clone")
    }
  }

  @Test func `a rewrite that another runner outran is not dropped silently`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      try world.clone("other")
      // A layout that only a rewrite mends.
      let folder = world.fixture
      let text = try #require(try folder.text("clone/policies/Beta"))
      let loose = text.replacing("    ", with: "  ")
      try folder.commit("loose", in: "clone", files: ["policies/Beta": loose])
      try folder.git("push", "--quiet", world.loginURL, "HEAD:main", in: "clone")
      #expect(try world.iam.bot.run("init", "--normalise", in: "clone").status == 0)
      let rewrite = try folder.git("rev-parse", "HEAD", in: "clone")
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "other", "--push")

      let outcome = try world.sync(in: "clone", "--push", expecting: 1)
      #expect(outcome.error.contains("commit \(rewrite), which rewrote"), "\(outcome.error)")
      #expect(try folder.git("rev-parse", "HEAD", in: "clone") == rewrite)
    }
  }

  @Test(arguments: ["drop_after", "lose"])
  func `a push whose answer is lost has happened once`(fault: String) throws {
    try PushWorld.use { world in
      try world.clone("clone")
      world.publish("Alpha", "s3:Put")
      try world.server.plan(
        .init("POST /archive.git/git-receive-pack", fault, .number(502)))
      let outcome = try world.iam.bot.run(
        ["sync", "--source", "iam", "--push"], in: "clone", environment: world.environment)
      #expect([0, 1].contains(outcome.status), "\(outcome.text)")
      try world.sync(in: "clone", "--push")

      #expect(try world.served.changes("main").count == 2)
      #expect(try world.served.releases().count == 2)
      try world.expectSame("clone")
    }
  }

  @Test func `commits that are not ours are the user's to push`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      let commit = try world.fixture.commit(
        "mine", in: "clone", files: ["README.md": "A page.\n"])
      world.publish("Alpha", "s3:Put")
      let outcome = try world.sync(in: "clone", "--push", expecting: 1)

      #expect(
        outcome.error.hasSuffix(
          """
          error: branch `main` holds 1 commit that the remote lacks and that mamip-bot did not write
          hint: push or drop them first; the newest is \(commit)

          """), "\(outcome.error)")
      #expect(try world.served.changes("main").count == 1)
      #expect(try world.fixture.git("rev-parse", "HEAD", in: "clone") == commit)
      try world.sync(in: "clone")
    }
  }

  @Test(arguments: [
    (["GITHUB_EVENT_NAME": "pull_request"], "the event is `pull_request`"),
    (["GITHUB_EVENT_NAME": "pull_request_target"], "the event is `pull_request_target`"),
    (
      ["GITHUB_EVENT_NAME": "schedule", "GITHUB_REPOSITORY": "fork/archive"],
      "this is `fork/archive`, not the configured `owner/archive`"
    ),
  ])
  func `a pull request and a fork push nothing, even where asked to`(
    variables: [String: String], reason: String
  ) throws {
    try PushWorld.use { world in
      try world.clone("clone")
      try world.fixture.write(
        "clone/.github/mamip.json", #"{"push": true, "repository": "owner/archive"}"#)
      world.publish("Alpha", "s3:Put")
      let actions = ["GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "owner/archive"]
      let environment = actions.merging(variables) { $1 }
      let count = try world.server.requests().count
      for options in [[], ["--push"]] {
        let outcome = try world.iam.bot.run(
          ["sync", "--source", "iam"] + options, in: "clone",
          environment: world.environment.merging(environment) { $1 })
        #expect(outcome.status == 78, "\(outcome.text)")
        #expect(
          outcome.error.hasPrefix("::error::refusing to push: \(reason)"), "\(outcome.error)")
      }
      #expect(try world.server.requests().count == count)
      #expect(try world.served.releases().count == 1)
    }
  }

  @Test func `in Actions the configuration decides`() throws {
    try PushWorld.use { world in
      try world.clone("clone", depth: 1)
      let actions = [
        "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "owner/archive",
        "GITHUB_EVENT_NAME": "schedule",
      ]
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "clone", environment: actions)
      #expect(try world.served.releases().count == 1)
      try world.fixture.write(
        "clone/.github/mamip.json", #"{"push": true, "repository": "Owner/Archive"}"#)
      try world.sync(in: "clone", environment: actions)
      #expect(try world.served.releases().count == 2)
      try world.sync(in: "clone", "--no-push", environment: actions)
    }
  }
}
