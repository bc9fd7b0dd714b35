import PolicyLanguage
import Support
import Testing

/// What a check of an archive finds, by commit.
struct FsckTests {
  /// A finding without what differs from run to run.
  private struct Finding: Hashable, CustomStringConvertible {
    let `class`: String
    let severity: String
    let path: String
    let subject: String

    var description: String { "\(severity) \(self.class) \(path) in `\(subject)`" }

    init(_ class: String, _ severity: String, _ path: String, _ subject: String) {
      self.class = `class`
      self.severity = severity
      self.path = path
      self.subject = subject
    }
  }

  /// Checks an archive as another program would.
  private static func findings(
    of archive: Judged, expecting status: Int32, location: SourceLocation = #_sourceLocation
  ) throws -> [Finding] {
    let bot = Bot(in: archive.fixture)
    let outcome = try bot.run("fsck", "--json", in: archive.folder)
    #expect(outcome.status == status, "\(outcome.text)", sourceLocation: location)
    return try PolicyFixture.parse(outcome.output).root.elements.map { node in
      let commit = node["commit"]?.string ?? ""
      let subject = commit.isEmpty ? "" : try archive.git("log", "-1", "--format=%s", commit)
      return Finding(
        node["class"]?.string ?? "", node["severity"]?.string ?? "", node["path"]?.string ?? "",
        subject)
    }
  }

  @Test func `every known failure of a MAMIP clone is reported by commit`() throws {
    try GitWorld.use { world in
      let mamip = Judged(fixture: world.fixture, folder: "mamip")
      let found = try Self.findings(of: mamip, expecting: 2)

      let expected = [
        Finding("empty-file", "warning", "policies/Alpha", "Alpha"),
        Finding("format-only", "note", "policies/Alpha", "Layout"),
        Finding("format-only", "note", "policies/Beta", "Layout"),
        Finding("not-default", "warning", "policies/Alpha", "Alpha"),
        Finding("extension-in-name", "warning", "policies/Late.json", "Late"),
        Finding("version-gap", "note", "policies/Alpha", "Alpha"),
        Finding("empty-file", "error", "policies/Hollow", "Hollow"),
        Finding("account-fields", "error", "policies-list.json", "First"),
        Finding("noncanonical", "note", "policies/Alpha", "Hollow"),
        Finding("noncanonical", "note", "policies/Beta", "Hollow"),
        Finding("noncanonical", "note", "policies/Late", "Hollow"),
      ]
      #expect(found == expected, "\(found)")
    }
  }

  @Test func `the check is one that a person can read, and writes nothing`() throws {
    try GitWorld.use { world in
      let before = try world.fixture.listing("mamip")
      let outcome = try world.bot.run("fsck", in: "mamip")

      #expect(outcome.status == 2)
      let hollow = try world.fixture.git("log", "-1", "--format=%h", "--abbrev=8", in: "mamip")
      #expect(
        outcome.output.contains(
          "error empty-file \(hollow) policies/Hollow: file is empty, still so at the newest "
            + "commit\n"), "\(outcome.output)")
      #expect(outcome.output.hasSuffix("12 commits checked: 2 errors, 3 warnings, 6 notes\n"))
      #expect(GitFixture.difference(before, try world.fixture.listing("mamip")) == [])
    }
  }

  @Test func `our own archive is clean, whatever has happened to it`() throws {
    try IAMWorld.use(FakeIAM("Alpha", "Beta", "Gamma")) { world in
      try world.sync()
      world.change { iam in
        iam.publish("Alpha", PolicyFixture.text("s3:Put"))
        iam.publish("Gamma", PolicyFixture.text("s3:GetGamma"))
        iam.policies["Beta"] = nil
      }
      try world.sync()
      world.change { iam in
        iam.policies["Alpha"]?.defaultVersion = 1
        iam.publish("Beta", PolicyFixture.text("s3:GetBeta"))
      }
      try world.sync()

      #expect(try Self.findings(of: world.archive, expecting: 0) == [])
      let outcome = try world.bot.run("fsck", in: "archive")
      #expect(outcome.output == "8 commits checked: 0 errors, 0 warnings, 0 notes\n")
    }
  }

  @Test func `a replayed archive is clean`() throws {
    try GitWorld.use { world in
      try world.sync()
      let found = try Self.findings(of: world.archive, expecting: 0)
      #expect(found.allSatisfy { $0.class == "version-gap" }, "\(found)")
    }
  }

  @Test func `a tag that is missing, or leads elsewhere, is found`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let release = try #require(try world.archive.releases().first)
      try world.git("tag", "--delete", release)
      let found = try Self.findings(of: world.archive, expecting: 2)
      #expect(
        found == [
          Finding(
            "tag-missing", "error", "refs/tags/\(release)",
            "Release \(release): first import of 1 policy")
        ])

      try world.sync()
      try world.git("switch", "--quiet", "--orphan", "elsewhere")
      try world.fixture.commit("elsewhere", in: "archive", files: ["a": "a"])
      try world.git("tag", "2020-01-01-00-00")
      try world.git("switch", "--quiet", "main")
      #expect(
        try Self.findings(of: world.archive, expecting: 0) == [
          Finding("tag-unreachable", "warning", "refs/tags/2020-01-01-00-00", "elsewhere")
        ])
    }
  }

  @Test func `a receipt without a release is found`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      try world.git("notes", "--ref=mamip", "add", "-m", "{}", "HEAD^")
      #expect(
        try Self.findings(of: world.archive, expecting: 0)
          == [Finding("note-orphan", "warning", "refs/notes/mamip", "Import 1 policy")])
    }
  }

  @Test func `files that a person broke are found`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta", "Gamma")) { world in
      let files = [
        "policies/Alpha": "{\n<<<<<<< ours\n=======\n>>>>>>> theirs\n}\n",
        "policies/Beta": #"{"Version": "2012-10-17"}"#,
        "findings/Gamma.json":
          #"{"findings": [], "validatePolicyResponse": {"policyVersion": "v9"}}"#,
        "findings/Nobody.json": "[]",
        "CHANGELOG.md": "<<<<<<< ours\n=======\n>>>>>>> theirs\n",
      ]
      try world.fixture.commit("mine", in: "archive", files: files)
      let found = try Self.findings(of: world.archive, expecting: 2)

      #expect(
        Set(found) == [
          Finding("conflict-markers", "error", "policies/Alpha", "mine"),
          Finding("unparsable", "error", "policies/Beta", "mine"),
          Finding("findings-stale", "error", "findings/Gamma.json", "mine"),
          Finding("findings-stale", "error", "findings/Nobody.json", "mine"),
          Finding("conflict-markers", "error", "CHANGELOG.md", "mine"),
        ], "\(found)")
    }
  }

  @Test func `trailers that contradict their commit are found`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      try world.sync()
      let message = "Alpha\n\nPolicy-Name: Alpha\nPolicy-Version: v7\nPolicy-Change: updated"
      try world.fixture.commit(
        message, in: "archive",
        files: ["policies/Alpha": MAMIPArchive.file("v3", day: 3, "s3:List")])
      let found = try Self.findings(of: world.archive, expecting: 2)
      #expect(found.contains(Finding("findings-stale", "error", "findings/Alpha.json", "Alpha")))
      #expect(found.contains(Finding("trailers-broken", "warning", "policies/Alpha", "Alpha")))
    }
  }

  @Test func `of a shallow clone it says what it did not see`() throws {
    try GitWorld.use { world in
      let origin = "file://\(world.fixture.path)/mamip"
      try world.fixture.git("clone", "--quiet", "--depth=2", origin, "shallow")
      let outcome = try world.bot.run("fsck", in: "shallow")
      #expect(
        outcome.error == "warning: this clone is shallow: older commits were not checked\n")
    }
  }

  @Test func `an empty repository has nothing to check`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      let found = try Self.findings(of: world.archive, expecting: 0)
      #expect(found == [])
    }
  }
}
