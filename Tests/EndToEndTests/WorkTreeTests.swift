import Support
import Testing

/// Repositories in every state in which people and CI systems leave them.
struct WorkTreeTests {
  private static let update = PolicyFixture.text("s3:Put")

  /// An archive of two policies, of which `Alpha` has a new version.
  private static func use(_ body: (IAMWorld) throws -> Void) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      try world.fixture.commit("a page", in: "archive", files: ["README.md": "A page.\n"])
      world.change { $0.publish("Alpha", update) }
      try body(world)
    }
  }

  @Test func `an edit of a policy that AWS does not change is left alone`() throws {
    try Self.use { world in
      try world.fixture.write("archive/policies/Beta", "edited\n")
      try world.sync()

      #expect(try world.fixture.text("archive/policies/Beta") == "edited\n")
      #expect(try world.git("status", "--porcelain") == " M policies/Beta")
      #expect(try world.archive.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
    }
  }

  @Test func `an edit of a policy that AWS changes is left alone, and said`() throws {
    try Self.use { world in
      try world.fixture.write("archive/policies/Alpha", "edited\n")
      let outcome = try world.sync()

      #expect(try world.fixture.text("archive/policies/Alpha") == "edited\n")
      #expect(outcome.error.contains("warning: left your edit of policies/Alpha alone\n"))
      #expect(
        try world.git("show", "HEAD:policies/Alpha").contains(#""VersionId": "v2""#))
    }
  }

  @Test func `a staged edit of a policy gives way, and git keeps its text`() throws {
    try Self.use { world in
      try world.fixture.write("archive/policies/Alpha", "staged\n")
      try world.git("add", "policies/Alpha")
      let staged = try world.git("rev-parse", ":policies/Alpha")
      try world.sync()

      try world.archive.expectSound()
      #expect(try world.git("cat-file", "blob", staged) == "staged")
    }
  }

  @Test func `an edit on top of a staged one is left alone`() throws {
    try Self.use { world in
      try world.fixture.write("archive/policies/Alpha", "staged\n")
      try world.git("add", "policies/Alpha")
      try world.fixture.write("archive/policies/Alpha", "edited\n")
      try world.sync()

      #expect(try world.fixture.text("archive/policies/Alpha") == "edited\n")
    }
  }

  @Test func `edits of other files, staged or not, are left alone`() throws {
    try Self.use { world in
      try world.fixture.write("archive/README.md", "Another page.\n")
      try world.git("add", "README.md")
      try world.fixture.write("archive/README.md", "A third page.\n")
      try world.fixture.write("archive/notes/mine.txt", "mine\n")
      try world.sync()

      #expect(try world.git("status", "--porcelain") == "MM README.md\n?? notes/")
      #expect(try world.git("show", ":README.md") == "Another page.")
      #expect(
        try world.archive.lines("show", "--format=", "--name-only", "HEAD^")
          == ["findings/Alpha.json", "policies/Alpha"])
    }
  }

  @Test func `a policy's file that a person removed stays removed`() throws {
    try Self.use { world in
      try world.fixture.delete("archive/policies/Beta")
      try world.sync()

      #expect(try world.git("status", "--porcelain") == " D policies/Beta")
    }
  }

  @Test func `a file in the place of a new policy is left alone`() throws {
    try Self.use { world in
      try world.fixture.write("archive/policies/New", "mine\n")
      world.change { $0.publish("New", PolicyFixture.text("s3:Get")) }
      try world.sync()

      #expect(try world.fixture.text("archive/policies/New") == "mine\n")
      #expect(try world.archive.changes().contains("New v1: added"))
    }
  }

  @Test func `a folder in the place of a policy's file does not stop the run`() throws {
    try Self.use { world in
      try world.fixture.write("archive/policies/New/mine.txt", "mine\n")
      world.change { $0.publish("New", PolicyFixture.text("s3:Get")) }
      try world.sync()

      #expect(try world.fixture.text("archive/policies/New/mine.txt") == "mine\n")
      #expect(try world.archive.changes().contains("New v1: added"))
    }
  }

  @Test func `a link in the place of the policies' folder is never followed`() throws {
    try Self.use { world in
      try world.fixture.write("elsewhere/Alpha", "not ours\n")
      try world.fixture.delete("archive/policies")
      let link = try world.fixture.run(["ln", "-s", "../elsewhere", "archive/policies"])
      #expect(link.status == 0)
      _ = try world.bot.run("sync", "--source", "iam", in: "archive")

      #expect(try world.fixture.text("elsewhere/Alpha") == "not ours\n")
      #expect(try world.fixture.names(in: "elsewhere") == ["Alpha"])
    }
  }

  @Test func `files that a killed run left behind are brought up to date`() throws {
    try Self.use { world in
      let old = try world.git("rev-parse", "HEAD")
      try world.sync()
      let new = try world.git("rev-parse", "HEAD")
      try world.git("reset", "--quiet", "--hard", old)
      try world.git("update-ref", "refs/heads/main", new)
      let outcome = try world.sync()

      #expect(outcome.output == "2 policies, nothing changed\n")
      try world.archive.expectSound()
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `a detached HEAD moves on where the branch is named`() throws {
    try Self.use { world in
      try world.git("checkout", "--quiet", "--detach")
      let outcome = try world.sync("--branch", "main")

      #expect(outcome.output.hasPrefix("recorded 1 change"))
      #expect(try world.git("status", "--porcelain", "--branch") == "## HEAD (no branch)")
      #expect(try world.archive.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      try world.archive.expectSound()
      try world.expectNothingWritten { try world.sync("--branch", "main") }
    }
  }

  @Test func `a detached HEAD without a branch is a matter of configuration`() throws {
    try Self.use { world in
      try world.git("checkout", "--quiet", "--detach")
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 78)
        #expect(
          outcome.error == """
            error: HEAD is detached, so the archive's branch is not known
            hint: name the branch with --branch or in the configuration

            """)
      }
    }
  }

  @Test func `another branch than the configured one is not written`() throws {
    try Self.use { world in
      try world.fixture.commit(
        "set up", in: "archive", files: [".github/mamip.json": #"{"branch": "main"}"#])
      try world.git("switch", "--quiet", "--create", "work")
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 78)
        #expect(
          outcome.error == """
            error: branch `work` is checked out, but the archive's branch is `main`
            hint: run `git switch main`, or name it with --branch

            """)
      }
      try world.sync("--branch", "work")
      #expect(try world.archive.changes("main").last == "set up")
      #expect(try world.archive.changes("work").last == "Alpha v1 → v2: \(PolicyFixture.swap)")
    }
  }

  @Test func `a bare repository is an archive too`() throws {
    try Self.use { world in
      try world.fixture.git("clone", "--quiet", "--bare", "archive", "bare.git")
      let sync = ["sync", "--source", "iam", "--repository", "bare.git"]
      let outcome = try world.bot.run(sync)

      #expect(outcome.status == 0, "\(outcome.text)")
      let bare = Judged(fixture: world.fixture, folder: "bare.git")
      #expect(try bare.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      #expect(try bare.releases().count == 2)
      #expect(!world.fixture.exists("bare.git/index"))
      try bare.git("fsck", "--full", "--strict")
      let before = try world.fixture.listing("bare.git")
      #expect(try world.bot.run(sync).status == 0)
      #expect(
        GitFixture.difference(before, try world.fixture.listing("bare.git")) == [])
    }
  }

  @Test func `an empty bare repository becomes an archive`() throws {
    try Self.use { world in
      try world.fixture.git("init", "--quiet", "--bare", "--initial-branch=main", "bare.git")
      let outcome = try world.bot.run("sync", "--source", "iam", "--repository", "bare.git")

      #expect(outcome.status == 0, "\(outcome.text)")
      let bare = Judged(fixture: world.fixture, folder: "bare.git")
      #expect(try bare.changes("main").count == 2)
    }
  }

  @Test func `a shallow clone goes on from where it stands`() throws {
    try Self.use { world in
      let origin = "file://\(world.fixture.path)/archive"
      try world.fixture.git("clone", "--quiet", "--depth=1", origin, "shallow")
      let base = try world.git("rev-parse", "HEAD")
      let outcome = try world.bot.run("sync", "--source", "iam", in: "shallow")

      #expect(outcome.status == 0, "\(outcome.text)")
      let shallow = Judged(fixture: world.fixture, folder: "shallow")
      #expect(try shallow.git("rev-parse", "HEAD~2") == base)
      #expect(try shallow.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      try shallow.expectSound()
    }
  }

  @Test func `a linked work tree is an archive too`() throws {
    try Self.use { world in
      try world.git("worktree", "add", "--quiet", "-b", "work", "../linked")
      let outcome = try world.bot.run("sync", "--source", "iam", in: "linked")

      #expect(outcome.status == 0, "\(outcome.text)")
      let linked = Judged(fixture: world.fixture, folder: "linked")
      #expect(try linked.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      try linked.expectSound()
      #expect(try world.git("status", "--porcelain") == "")
      #expect(try world.archive.changes("main").last == "a page")
    }
  }

  @Test func `line ends that git would turn stay as the archive has them`() throws {
    try Self.use { world in
      try world.git("config", "core.autocrlf", "true")
      try world.sync()

      #expect(try world.git("status", "--porcelain") == "")
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `references that are packed are found`() throws {
    try Self.use { world in
      try world.git("pack-refs", "--all")
      try world.git("gc", "--quiet")
      try world.sync()

      #expect(try world.archive.releases().count == 2)
      try world.archive.expectSound()
    }
  }

  @Test func `who commits is git's own identity, else the bot`() throws {
    try Self.use { world in
      try world.sync()
      #expect(
        try world.git("log", "-1", "--format=%an <%ae> %cn <%ce>")
          == "mamip-bot <mamip-bot@localhost> mamip-bot <mamip-bot@localhost>")
      try world.git("config", "user.name", "An Operator")
      try world.git("config", "user.email", "operator@example.com")
      world.change { $0.publish("Beta", Self.update) }
      try world.sync()
      #expect(
        try world.git("log", "-1", "--format=%an <%ae> %cn <%ce>")
          == "An Operator <operator@example.com> An Operator <operator@example.com>")
    }
  }
}
