import Support
import Testing

/// What a run publishes in the archive's own repository on GitHub.
struct GitHubDeliveryTests {
  private static let configuration = """
    {"repository": "owner/archive",
    "channels": [{"type": "github-issue", "on": ["escalation"]}, {"type": "github-release"}]}
    """

  /// The git server of a test is another program, so that GitHub is told of each tag.
  private static let everyTag = FakeGitHubServer.Fault("GET tags", times: 0) { world, call in
    world.tags.insert(call.path[3])
    return world.answer(call)
  }

  private static func use(
    _ body: (PushWorld, FakeGitHubServer, [String: String]) throws -> Void
  ) throws {
    try PushWorld.use { world in
      var github = FakeGitHub("owner/archive")
      github.logins = [PushWorld.token: "archivist"]
      let server = try FakeGitHubServer(github)
      server.plan(Self.everyTag)
      try world.clone("clone")
      try world.fixture.write("clone/.github/mamip.json", configuration)
      try world.fixture.write("summary.md", "")
      let variables = [
        "GITHUB_API_URL": server.url, "GITHUB_STEP_SUMMARY": world.fixture.at("summary.md"),
      ]
      try world.sync(in: "clone", "--push", "--publish", environment: variables)
      try body(world, server, variables)
    }
  }

  @Test func `a release gets its page and an issue, once, and the summary leads there`() throws {
    try Self.use { world, server, variables in
      world.publish("Alpha", "iam:PutUserPolicy")
      for _ in 0..<2 {
        try world.sync(in: "clone", "--push", "--publish", environment: variables)
      }
      let tag = try #require(try world.served.releases().last)
      let release = try #require(server.world.releases.first)
      #expect(server.world.releases.map(\.tag) == [tag])
      #expect(release.body.contains("+ iam:PutUserPolicy"))
      let commit = try world.served.git("rev-parse", "main~1")
      #expect(
        release.body.contains(
          "http://127.0.0.1:\(world.server.port)/owner/archive/commit/\(commit)"))
      #expect(server.world.issues.map(\.labels) == [["managed-policy", "policy-escalation"]])
      #expect(server.world.issues.map(\.title) == ["Alpha v2: opens iam-007"])
      let summary = try #require(try world.fixture.text("summary.md"))
      #expect(
        summary.contains(
          """
          | release | channel | state | |
          | --- | --- | --- | --- |
          | \(tag) | github-release | delivered | \
          [link](https://github.com/owner/archive/releases/tag/\(tag)) |
          | \(tag) | github-issue | delivered | [link](https://github.com/owner/archive/issues/1) |
          """), "\(summary)")
    }
  }

  @Test func `a refusal fails no run, and is tried again`() throws {
    try Self.use { world, server, variables in
      world.publish("Alpha", "s3:GetObject")
      server.plan(
        Self.everyTag,
        .answer("POST releases", FakeGitHub().refusal(403, "Resource not accessible")))
      try world.sync(in: "clone", "--push", "--publish", environment: variables)
      #expect(server.world.releases.isEmpty)
      let list = try world.iam.bot.run(
        ["queue", "list"], in: "clone", environment: world.environment)
      #expect(list.output.contains("github-release  pending    1 attempt"), "\(list.text)")
    }
  }
}
