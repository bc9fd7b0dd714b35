import PolicyLanguage
import Support
import Testing

/// Questions to the history, asked of the built program in an archive that it did not write.
struct MeaningTests {
  /// A policy file; the day is also the version's.
  private static func file(_ number: Int, _ day: String, _ statements: String...) -> String {
    #"{"PolicyVersion": {"Document": {"Statement": [\#(statements.joined(separator: ","))]}, "#
      + #""VersionId": "v\#(number)", "IsDefaultVersion": true, "#
      + #""CreateDate": "\#(day)T12:00:00+00:00"}}"#
  }

  private static func allow(_ actions: String..., rest: String = #""Resource": "*""#) -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ",")
    return #"{"Effect": "Allow", "Action": [\#(list)], \#(rest)}"#
  }

  private struct World {
    let fixture: GitFixture
    let bot: Bot

    func commit(_ date: String, _ files: [String: String]) throws {
      for (name, text) in files { try fixture.write("archive/policies/\(name)", text) }
      try fixture.git("add", "-A", in: "archive")
      let time = "\(date)T13:00:00+00:00"
      let commit = try fixture.run(
        ["env", "GIT_COMMITTER_DATE=\(time)", "git", "commit", "-q", "-m", "Change"],
        in: "archive")
      #expect(commit.status == 0, "\(commit.error)")
    }

    func json(_ arguments: String..., expecting status: Int32 = 0) throws -> JSONNode {
      let outcome = try bot.run(arguments + ["--json"], in: "archive")
      #expect(outcome.status == status, "\(outcome.text)")
      return PolicyFixture.parse(outcome.output).root
    }
  }

  private static func use(_ body: (World) throws -> Void) throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "-q", "-b", "main", "archive")
      let world = World(fixture: fixture, bot: Bot(in: fixture))
      try world.commit(
        "2024-01-10",
        [
          "Alpha": file(1, "2024-01-09", allow("s3:GetObject", "kms:Encrypt")),
          "Beta": file(1, "2023-05-01", allow("iam:PassRole")),
        ])
      try world.commit(
        "2024-02-10", ["Alpha": file(1, "2024-01-09", allow("s3:GetObject", "kms:Encrypt")) + "\n"])
      let limited = #""Resource": "arn:aws:kms:*:*:key/a""#
      try world.commit(
        "2024-03-10",
        [
          "Alpha": file(
            2, "2024-03-09", allow("S3:GetObject*", "brandnew:Launch"),
            allow("kms:Encrypt", rest: limited))
        ])
      try world.commit(
        "2024-04-10",
        ["Beta": file(2, "2024-04-09", allow("iam:PassRole", "apprunner:CreateService"))])
      try body(world)
    }
  }

  @Test func `diff says what changed in effect`() throws {
    try Self.use { world in
      let diff = try world.json("diff", "Alpha")
      #expect(diff["policy"]?.string == "Alpha")
      #expect(diff["from"]?.string == "v1")
      #expect(diff["to"]?.string == "v2")
      #expect(diff["kind"]?.string == "updated")
      let added = diff["added"]?.elements.compactMap(\.string) ?? []
      #expect(added.contains("s3:GetObjectAcl"))
      #expect(!added.contains("s3:GetObject"))
      #expect(diff["removed"]?.count == 0)
      #expect(diff["unknownActions"]?.elements.compactMap(\.string) == ["brandnew:Launch"])
      let changed = try #require(diff["changed"]?.elements.first { _ in true })
      #expect(changed["action"]?.string == "kms:Encrypt")
      #expect(changed["aspect"]?.string == "resource")
      #expect(changed["direction"]?.string == "narrower")

      let opened = try world.json("diff", "Beta", "v1..v2")["escalations"]?["opened"]
      #expect(opened?.elements.compactMap(\.string) == ["apprunner-001"])
      let back = try world.json("diff", "Alpha", "2024-03-31..2024-02-01")
      #expect(back["from"]?.string == "v2")
      #expect(back["added"]?.count == 0)
    }
  }

  @Test func `two files, or two policies, are compared too`() throws {
    try Self.use { world in
      let diff = try world.json("diff", "policies/Alpha", "policies/Beta")
      #expect(
        diff["added"]?.elements.compactMap(\.string) == ["apprunner:CreateService", "iam:PassRole"])
      let policies = try world.json("diff", "Alpha", "Beta")
      #expect(policies["from"]?.string == "Alpha@v2")
      #expect(policies["added"]?.count == 2)
    }
  }

  @Test func `log lists versions, and no commits that changed only the layout`() throws {
    try Self.use { world in
      let log = try world.json("log").elements.map { entry in
        "\(entry["policy"]?.string ?? "") \(entry["kind"]?.string ?? "") "
          + "\(entry["version"]?.string ?? "")"
      }
      #expect(log == ["Beta updated v2", "Alpha updated v2", "Alpha added v1", "Beta added v1"])
      let some = try world.json("log", "--escalation", "--since", "2024-01-01")
      #expect(some.elements.map { $0["policy"]?.string } == ["Beta"])
      #expect(try world.json("log", "--action", "KMS:encrypt").count == 2)
      #expect(try world.json("log", "--service", "iam", "--kind", "added").count == 1)

      // The first commit names everything for the first time, which is no news.
      let news = try world.json("log").elements.map { $0["signals"]?.elements.map(\.string) }
      #expect(
        news == [
          ["new-service apprunner", "new-action apprunner:CreateService"],
          ["new-service brandnew", "new-action brandnew:Launch"],
          ["data-read s3:GetObject"], [],
        ])
      #expect(
        try world.json("log", "Alpha").elements.map { $0["signals"]?.count } == [2, 1])

      let raw = try world.bot.run("log", "--raw", in: "archive")
      let git = try world.fixture.git(
        "log", "--raw", "--no-renames", "--no-abbrev", "--format=%H", "--", "policies",
        in: "archive")
      #expect(raw.output.split(separator: "\n").count == git.matches(of: #/(?m)^:/#).count)
    }
  }

  @Test func `blame names the version that began to grant`() throws {
    try Self.use { world in
      let blame = try world.json("blame", "Alpha")
      let versions = Dictionary(
        blame.elements.map { ($0["action"]?.string ?? "", $0["version"]?.string ?? "") },
        uniquingKeysWith: { first, _ in first })
      #expect(versions["s3:GetObject"] == "v1")
      #expect(versions["s3:GetObjectAcl"] == "v2")
      #expect(versions["brandnew:Launch"] == "v2")
      #expect(try world.json("blame", "Alpha", "s3:getobject").count == 1)
    }
  }

  @Test func `grants asks all policies, now and before`() throws {
    try Self.use { world in
      let now = try world.json("grants", "kms:encrypt")
      #expect(now.elements.map { $0["policy"]?.string } == ["Alpha"])
      let resources = now.elements.first { _ in true }?["resources"]
      #expect(resources?.elements.compactMap(\.string) == ["arn:aws:kms:*:*:key/a"])
      #expect(try world.json("grants", "apprunner:CreateService", "--at", "2024-03-31").count == 0)
      let since = try world.json("grants", "s3:GetObjectAcl", "--since", "2024-03-01")
      #expect(
        since.elements.first { _ in true }?["since"]?["date"]?.string == "2024-03-09T12:00:00Z")
      #expect(try world.json("grants", "s3:GetObject", "--since", "2024-03-01").count == 0)
    }
  }

  @Test func `show and first-seen find a version`() throws {
    try Self.use { world in
      #expect(try world.json("show", "Alpha@v1")["version"]?.string == "v1")
      #expect(try world.json("show", "Alpha@2024-03-31")["version"]?.string == "v2")
      #expect(try world.json("show", "Alpha@HEAD~2")["version"]?.string == "v1")
      let seen = try world.json("first-seen", "brandnew")
      #expect(seen["action"]?.string == "brandnew:Launch")
      #expect(seen["version"]?.string == "v2")
    }
  }

  @Test(arguments: [
    (["show", "Alpa"], "did you mean `Alpha`?"),
    (["show", "Alpha@2020-01-01"], "2020-01-01 is before this archive began"),
    (["show", "Alpha@v9"], "the nearest is v2"),
    (["diff", "Alpha", "nowhere"], "is no version, date or revision"),
    (["grants", "s3:GetObjct"], "did you mean `s3:GetObject`?"),
    (["first-seen", "brandnw"], "did you mean `brandnew`?"),
  ])
  func `who mistypes is helped`(_ arguments: [String], _ advice: String) throws {
    try Self.use { world in
      let outcome = try world.bot.run(arguments, in: "archive")
      #expect(outcome.error.contains(advice), "\(outcome.text)")
    }
  }

  @Test func `a version that is older than its return is shown with both dates`() throws {
    try Self.use { world in
      try world.commit(
        "2024-05-10", ["Beta": Self.file(1, "2023-05-01", Self.allow("iam:PassRole"))])
      let log = try world.bot.run("log", "Beta", in: "archive").output
      #expect(log.hasPrefix("2023-05-01  Beta  v2 → v1  reverted by 2024-05-10; -1 action\n"))
    }
  }

  @Test func `a shallow clone says what is missing`() throws {
    try Self.use { world in
      try world.fixture.git(
        "clone", "-q", "--depth", "1", "file://\(world.fixture.at("archive"))", "shallow")
      let outcome = try world.bot.run("log", "Beta", in: "shallow")
      #expect(outcome.error.contains("this clone is shallow"), "\(outcome.text)")
      #expect(outcome.error.contains("git fetch --unshallow"))
    }
  }

  @Test func `the commit of a change says what it means`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      world.change { iam in
        iam.publish("Alpha", PolicyFixture.text("s3:GetAlpha"))
        iam.publish("Beta", PolicyFixture.text("iam:PutRolePolicy", "s3:GetObject"))
      }
      try world.sync()

      let subject = "Beta v1 → v2: +2 actions, -1 unknown action"
      let commit = try world.archive.commit(subject)
      let body = try world.archive.git("log", "-1", "--format=%b", commit)
      #expect(body.contains("\n+ iam:PutRolePolicy\n"), "\(body)")
      let trailers = try world.archive.trailers(of: commit)
      #expect(trailers["Actions-Added"] == "2")
      #expect(trailers["Escalation"] == "iam-005 iam:PutRolePolicy")
      #expect(body.contains("Signal: data-read s3:GetObject\nSignal: new-service iam\n"), "\(body)")
      #expect(body.contains("\nSignal: new-action iam:PutRolePolicy\n"), "\(body)")
      let log = try #require(try world.fixture.text("archive/CHANGELOG.md"))
      #expect(log.contains("- \(subject); opens iam-005\n- Alpha v1 → v2: reissued"), "\(log)")
    }
  }

  @Test func `what left every policy and comes back is not new`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      for actions in [["iam:PassRole"], ["s3:GetAlpha"], ["iam:PassRole", "iam:GetRole"]] {
        world.change { iam in
          iam.publish("Alpha", PolicyFixture.text(actions[0], actions.last ?? ""))
        }
        try world.sync()
      }
      let commits = try world.archive.git("log", "--format=%B%x00", "--", "policies")
        .split(separator: "\0").filter { $0.contains("Signal: new-") }
      #expect(commits.count == 2)
      #expect(commits[0].contains("\nSignal: new-action iam:GetRole\n"), "\(commits[0])")
      #expect(!commits[0].contains("iam:PassRole\nSignal"))
      #expect(!commits[0].contains("new-service"))
      #expect(commits[1].contains("Signal: new-service iam\nSignal: new-action iam:PassRole\n"))
    }
  }
}
