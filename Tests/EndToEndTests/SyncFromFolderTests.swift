import PolicyLanguage
import Support
import Testing

/// A folder of policy files as the source.
struct SyncFromFolderTests {
  private static func use(
    _ files: [String: String],
    _ body: (GitFixture, (String...) throws -> Bot.Outcome) throws -> Void
  ) throws {
    try GitFixture.use { fixture in
      for (name, text) in files { try fixture.write("folder/\(name)", text) }
      try fixture.git("init", "--quiet", "--initial-branch=main", "archive")
      let bot = Bot(in: fixture)
      try body(fixture) { (options: String...) in
        try bot.run(["sync", "--source", "folder", "--repository", "archive"] + options)
      }
    }
  }

  @Test func `files of the archive's form keep their versions and dates`() throws {
    let files = [
      "policies/Alpha": MAMIPArchive.file("v4", day: 4, "s3:Get"),
      "policies/Beta.json": MAMIPArchive.compactFile("v2", day: 2, "s3:Get"),
      "policies/.hidden": "not a policy", "README.md": "A page.\n",
    ]
    try Self.use(files) { fixture, sync in
      let outcome = try sync()
      #expect(outcome.status == 0, "\(outcome.text)")

      let archive = Judged(fixture: fixture, folder: "archive")
      #expect(try archive.changes() == ["Beta v2: added", "Alpha v4: added"])
      #expect(try archive.trailers(of: "HEAD")["Source"] == "folder")
      #expect(try fixture.names(in: "archive/policies") == ["Alpha", "Beta"])
      let before = try fixture.listing("archive")
      #expect(try sync().status == 0)
      #expect(GitFixture.difference(before, try fixture.listing("archive")) == [])
    }
  }

  @Test func `plain documents begin at v1 and count up when they change`() throws {
    try Self.use(["Alpha.json": PolicyFixture.text("s3:Get"), "Beta": PolicyFixture.text("s3:Get")])
    {
      fixture, sync in
      #expect(try sync().status == 0)
      try fixture.write("folder/Alpha.json", PolicyFixture.text("s3:Put"))
      try fixture.write("folder/Beta", PolicyFixture.text("s3:Get") + "\n\n")
      let outcome = try sync()

      #expect(outcome.output.contains("  ~ Alpha v1 → v2: \(PolicyFixture.swap)"))
      let archive = Judged(fixture: fixture, folder: "archive")
      #expect(
        try archive.changes() == [
          "Alpha v1: added", "Beta v1: added", "Alpha v1 → v2: \(PolicyFixture.swap)",
        ])
      #expect(
        try archive.document("Alpha").isSameValue(
          as: PolicyFixture.parse(PolicyFixture.text("s3:Put")).root))
      #expect(try sync().output == "2 policies, nothing changed\n")
    }
  }

  @Test func `a file that is gone is a deprecated policy`() throws {
    let files = ["Alpha": PolicyFixture.text("s3:Get"), "Beta": PolicyFixture.text("s3:Get")]
    try Self.use(files) { fixture, sync in
      #expect(try sync().status == 0)
      try fixture.delete("folder/Beta")
      #expect(try sync().status == 0)

      let archive = Judged(fixture: fixture, folder: "archive")
      #expect(try archive.changes().last == "Beta v1: deprecated")
      let entry = try archive.json("DEPRECATED.json")["deprecated_policies"]?.elements
        .first { _ in true }
      #expect(entry?["reason"]?.string == "removed from the source")
      #expect(entry?["arn"] == nil)
      try fixture.write("folder/Beta", PolicyFixture.text("s3:Get"))
      #expect(try sync().status == 0)
      #expect(try archive.trailers(of: "HEAD^")["Policy-Change"] == "restored")
    }
  }

  @Test func `a deprecation list in the folder gives the date`() throws {
    let files = [
      "policies/Alpha": MAMIPArchive.file("v1", day: 1, "s3:Get"),
      "policies/Beta": MAMIPArchive.file("v1", day: 1, "s3:Get"),
    ]
    try Self.use(files) { fixture, sync in
      #expect(try sync().status == 0)
      try fixture.write("folder/DEPRECATED.json", #"{"Beta": "2024-02-03"}"#)
      #expect(try sync().status == 0)

      let archive = Judged(fixture: fixture, folder: "archive")
      #expect(try archive.changes().last == "Beta v1: deprecated")
      #expect(
        try archive.json("DEPRECATED.json")["deprecated_policies"]?.elements
          .map { $0["deprecated_date"]?.string } == ["2024-02-03"])
    }
  }

  @Test func `a file that cannot be read keeps its policy, and the rest is recorded`() throws {
    let files = ["Alpha": PolicyFixture.text("s3:Get"), "Beta": PolicyFixture.text("s3:Get")]
    try Self.use(files) { fixture, sync in
      #expect(try sync().status == 0)
      try fixture.write("folder/Alpha", "")
      try fixture.write("folder/Beta", PolicyFixture.text("s3:Put"))
      let outcome = try sync()

      #expect(outcome.status == 1)
      #expect(outcome.error.contains("error: Alpha: file is empty\n"), "\(outcome.error)")
      let archive = Judged(fixture: fixture, folder: "archive")
      #expect(try archive.changes().last == "Beta v1 → v2: \(PolicyFixture.swap)")
      try archive.expectSound()
    }
  }

  @Test func `a folder that is empty stops the run`() throws {
    try Self.use(["Alpha": PolicyFixture.text("s3:Get")]) { fixture, sync in
      #expect(try sync().status == 0)
      try fixture.delete("folder/Alpha")
      let before = try fixture.listing("archive")
      let outcome = try sync()

      #expect(outcome.status == 4, "\(outcome.text)")
      #expect(GitFixture.difference(before, try fixture.listing("archive")) == [])
    }
  }

  @Test func `links and folders among the files are not followed`() throws {
    try Self.use(["Alpha": PolicyFixture.text("s3:Get"), "Folder/x": "x"]) { fixture, sync in
      try fixture.write("elsewhere", PolicyFixture.text("s3:Put"))
      #expect(try fixture.run(["ln", "-s", "../nowhere", "folder/Dangling"]).status == 0)
      #expect(try fixture.run(["mkfifo", "folder/Pipe"]).status == 0)
      let outcome = try sync()

      #expect(outcome.output.contains("  + Alpha v1: added"), "\(outcome.text)")
      let archive = Judged(fixture: fixture, folder: "archive")
      #expect(try archive.changes() == ["Alpha v1: added"])
    }
  }
}
