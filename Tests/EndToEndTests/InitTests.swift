import PolicyLanguage
import Support
import Testing

/// Preparing a repository, and adopting an archive of MAMIP's.
struct InitTests {
  private static func use(_ body: (GitFixture, Bot) throws -> Void) throws {
    try GitFixture.use { fixture in try body(fixture, Bot(in: fixture)) }
  }

  @Test func `a new folder becomes a repository that knows what to do`() throws {
    try Self.use { fixture, bot in
      let outcome = try bot.run("init", "archive")

      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(
        outcome.output == """
          wrote .github/mamip.json
          wrote .github/workflows/sync.yml

          Next:
            1. commit what was written: git add .github && git commit -m 'Set up mamip-bot'
            2. name the repository on GitHub: "repository": "owner/name" in the file
            3. give the workflow a role: the Actions variable MAMIP_AWS_ROLE_ARN
            4. try it: mamip-bot sync --dry-run
            5. check everything: mamip-bot doctor

          """)
      #expect(
        try fixture.text("archive/.github/mamip.json") == """
          {
            "source": "iam",
            "branch": "main",
            "push": true,
            "publish": false
          }

          """)
      #expect(try fixture.git("symbolic-ref", "HEAD", in: "archive") == "refs/heads/main")
      #expect(try fixture.git("status", "--porcelain", in: "archive") == "?? .github/")
    }
  }

  @Test func `what init wrote is all that sync needs`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      #expect(try world.bot.run("init", "new", "--branch", "trunk").status == 0)
      let outcome = try world.bot.run("sync", in: "new")

      #expect(outcome.status == 0, "\(outcome.text)")
      let archive = Judged(fixture: world.fixture, folder: "new")
      #expect(try archive.changes("trunk") == ["Alpha v1: added"])
      #expect(try fixtureStatus(world, "new") == "?? .github/")
    }
  }

  @Test func `a path of init is from here, one in the configuration from the archive's root`()
    throws
  {
    try Self.use { fixture, bot in
      try fixture.write("source/Alpha.json", PolicyFixture.text("s3:Get"))
      #expect(try bot.run("init", "archive", "--source", "source").status == 0)
      #expect(try bot.run("sync", in: "archive").output.contains("Alpha v1: added"))
      try fixture.write("archive/.github/mamip.json", #"{"source": "../source"}"#)
      let outcome = try bot.run("sync", "--repository", "archive")
      #expect(outcome.output == "1 policies, nothing changed\n", "\(outcome.text)")
    }
  }

  private func fixtureStatus(_ world: IAMWorld, _ folder: String) throws -> String {
    try world.fixture.git("status", "--porcelain", in: folder)
  }

  @Test func `the repository's name is that of origin on GitHub`() throws {
    try Self.use { fixture, bot in
      for (index, url) in [
        "https://github.com/owner/archive.git", "git@github.com:owner/archive.git",
        "ssh://git@github.com/owner/archive",
      ].enumerated() {
        try fixture.makeRepository("\(index)", files: ["a": "a"])
        try fixture.git("remote", "add", "origin", url, in: "\(index)")
        let outcome = try bot.run("init", in: "\(index)")
        #expect(outcome.status == 0, "\(outcome.text)")
        let text = try #require(try fixture.text("\(index)/.github/mamip.json"))
        #expect(PolicyFixture.parse(text).root["repository"]?.string == "owner/archive", "\(url)")
      }
    }
  }

  @Test func `files that exist are left alone`() throws {
    try Self.use { fixture, bot in
      try fixture.write("archive/.github/mamip.json", "{}\n")
      let outcome = try bot.run("init", "archive", "--source", "./elsewhere")

      #expect(outcome.output.hasPrefix("kept .github/mamip.json\nwrote .github/workflows/sync.yml"))
      #expect(try fixture.text("archive/.github/mamip.json") == "{}\n")
      let before = try fixture.listing("archive")
      #expect(try bot.run("init", "archive").status == 0)
      #expect(GitFixture.difference(before, try fixture.listing("archive")) == [])
    }
  }

  @Test func `a bare repository has no place for a configuration`() throws {
    try Self.use { fixture, bot in
      try fixture.git("init", "--quiet", "--bare", "bare.git")
      let outcome = try bot.run("init", "bare.git")
      #expect(outcome.status == 64)
      #expect(
        outcome.error == """
          error: a bare repository has no work tree to write .github/mamip.json into
          hint: run `mamip-bot init` in a clone, then commit and push what it wrote

          """)
    }
  }

  @Test(arguments: [
    (["--branch", "a..b"], "`a..b` is not a branch: it has two dots in a row"),
    (["--source", "https://u:p@example.com/x"], "the source's URL holds user info"),
    (["--github-repository", "archive"], "`archive` is "),
  ])
  func `what cannot be configured is wrong usage`(options: [String], message: String) throws {
    try Self.use { _, bot in
      let outcome = try bot.run(["init", "archive"] + options)
      #expect(outcome.status == 64, "\(outcome.text)")
      #expect(outcome.error.hasPrefix("error: \(message)"), "\(outcome.error)")
    }
  }
}

/// Adopting an archive of MAMIP's.
struct AdoptionTests {
  private static func use(
    _ body: (GitWorld, Judged) throws -> Void
  ) throws {
    try GitWorld.use { world in
      try world.fixture.git("clone", "--quiet", "mamip", "clone")
      try body(world, Judged(fixture: world.fixture, folder: "clone"))
    }
  }

  @Test func `an archive is adopted as it is`() throws {
    try Self.use { world, clone in
      let outcome = try world.bot.run("init", "--source", "../mamip", in: "clone")

      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(
        outcome.output.contains(
          """
          adopted an archive of 3 policies
            1 of its files hold no policy; the next change mends each

          """), "\(outcome.output)")
      #expect(try clone.subjects().last == "Hollow")
      let sync = try world.bot.run("sync", in: "clone")
      #expect(sync.output == "3 policies, nothing changed\n", "\(sync.text)")
    }
  }

  @Test func `a change writes the canonical file of its policy alone`() throws {
    try Self.use { world, clone in
      try world.source.commit(
        day: 13, "Late", ["policies/Late.json": MAMIPArchive.file("v2", day: 13, "s3:Later")])
      let sync = try world.bot.run("sync", "--source", "../mamip", in: "clone")

      #expect(sync.status == 0, "\(sync.text)")
      #expect(try clone.changes().last == "Late v1 → v2: \(PolicyFixture.swap)")
      #expect(
        try clone.lines("show", "--format=", "--name-status", "--no-renames", "HEAD^")
          == ["A\tfindings/Late.json", "A\tpolicies/Late", "D\tpolicies/Late.json"])
      try clone.expectSound()
    }
  }

  @Test func `normalise rewrites everything in one commit, and only once`() throws {
    try Self.use { world, clone in
      let before = try clone.subjects()
      let outcome = try world.bot.run("init", "--normalise", "--source", "../mamip", in: "clone")

      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(
        outcome.output.contains(
          """
          rewrote 3 policies and 1 findings files in one commit
            0 broken files have their last good text again
            0 deprecated policies left the folder; their text is history

          """), "\(outcome.output)")
      #expect(try clone.subjects() == before + ["Rewrite the archive in the canonical form"])
      #expect(
        try clone.lines("ls-files", "policies") == [
          "policies/Alpha", "policies/Beta", "policies/Late",
        ])
      #expect(try clone.lines("ls-files", "policies-list.json") == [])
      #expect(try clone.releases() == [])
      #expect(
        try clone.json("DEPRECATED.json")["deprecated_policies"]?.elements
          .map { $0["policy_name"]?.string } == ["Gone"])
      #expect(
        try clone.json("findings/Alpha.json")["validatePolicyResponse"]?["validator"]?.string
          == "access-analyzer")
      #expect(try fixtureStatus(world, clone) == "?? .github/")

      let again = try world.bot.run("init", "--normalise", in: "clone")
      #expect(again.output.contains("all files are in the canonical form\n"))
      #expect(try clone.subjects().count == before.count + 1)
      let sync = try world.bot.run("sync", in: "clone")
      #expect(sync.output == "3 policies, nothing changed\n", "\(sync.text)")
    }
  }

  private func fixtureStatus(_ world: GitWorld, _ clone: Judged) throws -> String {
    try clone.git("status", "--porcelain")
  }

  @Test func `a file that is broken gets its last good text`() throws {
    try Self.use { world, clone in
      try world.fixture.commit(
        "Empty", in: "clone", files: ["policies/Alpha": "", "policies/Gone": "\n"])
      let outcome = try world.bot.run("init", "--normalise", in: "clone")

      #expect(outcome.output.contains("  1 broken files have their last good text again\n"))
      #expect(outcome.output.contains("  1 deprecated policies left the folder;"))
      #expect(try clone.json("policies/Alpha")["PolicyVersion"]?["VersionId"]?.string == "v7")
    }
  }

  @Test func `after normalise, fsck finds nothing that is wrong now`() throws {
    try Self.use { world, clone in
      #expect(try world.bot.run("fsck", in: "clone").status == 2)
      #expect(try world.bot.run("init", "--normalise", in: "clone").status == 0)
      let check = try world.bot.run("fsck", "--json", in: "clone")

      #expect(check.status == 0, "\(check.text)")
      let found = PolicyFixture.parse(check.output).root.elements
      let errors = found.filter { $0["severity"]?.string == "error" }
      #expect(errors.isEmpty)
      let atTip = ["noncanonical", "findings-stale"]
      #expect(found.compactMap { $0["class"]?.string }.filter(atTip.contains) == [])
    }
  }

  @Test func `an archive for MAMIP's tools keeps their forms`() throws {
    try Self.use { world, clone in
      try world.fixture.commit(
        "set up", in: "clone", files: [".github/mamip.json": #"{"compatibility": "mamip"}"#])
      #expect(try world.bot.run("init", "--normalise", in: "clone").status == 0)

      #expect(
        try world.fixture.text("clone/DEPRECATED.json") == "{\n    \"Gone\": \"2024-01-08\"\n}\n")
      #expect(try world.fixture.text("clone/findings/Alpha.json") == "[]\n")
      #expect(try clone.lines("ls-files", "policies-list.json") == ["policies-list.json"])
    }
  }
}
