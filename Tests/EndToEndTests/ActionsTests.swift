import Support
import Testing

/// What a run in GitHub Actions tells the machine, and under which name it commits.
struct ActionsTests {
  private static func use(
    _ body: (IAMWorld, [String: String]) throws -> Void
  ) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      try world.fixture.write("summary.md", "before\n")
      try world.fixture.write("outputs", "a=b\n")
      try body(
        world,
        [
          "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "owner/archive",
          "GITHUB_EVENT_NAME": "schedule", "GITHUB_STEP_SUMMARY": world.fixture.at("summary.md"),
          "GITHUB_OUTPUT": world.fixture.at("outputs"),
        ])
    }
  }

  @Test func `summary and outputs are added to what other steps wrote`() throws {
    try Self.use { world, variables in
      world.change { iam in
        iam.publish("Alpha", PolicyFixture.text("s3:Put"))
        iam.policies["Beta"] = nil
      }
      try world.sync(environment: variables)

      let release = try #require(try world.archive.releases().last)
      let commit = try world.git("rev-parse", "HEAD")
      #expect(
        try world.fixture.text("outputs") == """
          a=b
          release=\(release)
          commit=\(commit)
          changes=2
          pending=0

          """)
      #expect(
        try world.fixture.text("summary.md") == """
          before
          ## Release \(release)

          | policy | change | from | to |
          | --- | --- | --- | --- |
          | Alpha | updated | v1 | v2 |
          | Beta | deprecated | v1 |  |

          """)
    }
  }

  @Test func `a run without changes says so`() throws {
    try Self.use { world, variables in
      try world.sync(environment: variables)

      let commit = try world.git("rev-parse", "HEAD")
      #expect(
        try world.fixture.text("outputs")
          == "a=b\nrelease=\ncommit=\(commit)\nchanges=0\npending=0\n")
      #expect(
        try world.fixture.text("summary.md")
          == "before\n**mamip-bot**: 2 policies, nothing changed\n")
    }
  }

  @Test func `a dry run leaves summary and outputs alone`() throws {
    try Self.use { world, variables in
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      try world.sync("--dry-run", environment: variables)
      #expect(try world.fixture.text("outputs") == "a=b\n")
      #expect(try world.fixture.text("summary.md") == "before\n")
    }
  }

  @Test func `errors are workflow commands of one line`() throws {
    try Self.use { world, variables in
      world.server.plan(
        .refused("ListPolicies", 403, "AccessDenied", "100% no\u{85}::error::injected"))
      let outcome = try world.sync(expecting: 1, environment: variables)

      let commands = outcome.error.split(separator: "\n").filter { $0.contains("::error::") }
      #expect(commands.count == 1, "\(outcome.error)")
      #expect(
        commands.first?.hasPrefix(
          "::error::cannot read policies from IAM: cannot call iam:ListPolicies: "
            + "AccessDenied: 100%25 no") == true, "\(outcome.error)")
      #expect(commands.first?.contains("%0Ahint: the identity needs the permission") == true)
    }
  }

  @Test func `a policy that vanishes is a warning of the workflow`() throws {
    try Self.use { world, variables in
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      world.server.plan(.after("ListPolicies") { $0.policies["Alpha"] = nil })
      let outcome = try world.sync(environment: variables)
      #expect(
        outcome.error.contains(
          "\n::warning::Alpha: vanished between list and get; the archive keeps its text\n"),
        "\(outcome.error)")
    }
  }

  @Test func `the commits are of Actions' own bot`() throws {
    try Self.use { world, variables in
      try world.git("config", "user.name", "An Operator")
      try world.git("config", "user.email", "operator@example.com")
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      try world.sync(environment: variables)

      let bot = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"
      #expect(try world.git("log", "-1", "--format=%an <%ae>") == bot)
      #expect(try world.git("log", "-1", "--format=%cn <%ce>") == bot)
      let release = try #require(try world.archive.releases().last)
      #expect(
        try world.git(
          "for-each-ref", "--format=%(taggername) %(taggeremail)", "refs/tags/\(release)")
          == bot)
    }
  }

  @Test func `a failed run writes no outputs of success`() throws {
    try Self.use { world, variables in
      world.change { $0.policies = [:] }
      try world.sync(expecting: 4, environment: variables)
      #expect(try world.fixture.text("outputs")?.contains("release=2") == false)
    }
  }
}
