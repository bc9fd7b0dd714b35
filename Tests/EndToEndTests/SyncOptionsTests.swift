import PolicyLanguage
import Support
import Testing

/// What the options of `sync` do.
struct SyncOptionsTests {
  @Test func `a dry run says what it would record and writes nothing`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      try world.expectNothingWritten {
        let outcome = try world.sync("--dry-run")
        #expect(
          outcome.output == "would record 1 change\n  ~ Alpha v1 → v2: \(PolicyFixture.swap)\n")
      }
    }
  }

  @Test func `a dry run in an empty repository writes nothing`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      try world.expectNothingWritten {
        let outcome = try world.sync("--dry-run", "--baseline")
        #expect(outcome.output == "would record 1 change\n  + Alpha v1: added\n")
      }
    }
  }

  @Test func `a baseline is one commit and a release`() throws {
    try IAMWorld.use(FakeIAM("Alpha", "Beta")) { world in
      try world.sync("--baseline")

      let release = try #require(try world.archive.releases().first)
      #expect(
        try world.archive.subjects() == [
          "Import 2 policies", "Release \(release): first import of 2 policies",
        ])
      #expect(
        try world.archive.trailers(of: "HEAD^") == ["Changes": "2", "Source": "iam"])
      try world.archive.expectSound()
    }
  }

  @Test func `a baseline of an archive that holds policies is wrong usage`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      try world.expectNothingWritten {
        let outcome = try world.sync("--baseline", expecting: 64)
        #expect(
          outcome.error.hasSuffix(
            """
            error: --baseline is for a first import, and this archive holds policies
            hint: leave --baseline out: each change becomes a commit of its own

            """))
      }
    }
  }

  @Test func `the JSON names release, commits and changes`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      world.change { iam in
        iam.publish("Alpha", PolicyFixture.text("s3:Put"))
        iam.policies["Beta"] = nil
      }
      let outcome = try world.sync("--json")

      let archive = world.archive
      let release = try #require(try archive.releases().last)
      let alpha = try archive.commit("Alpha v1 → v2: \(PolicyFixture.swap)")
      let beta = try archive.commit("Beta v1: deprecated")
      let meaning = #""actionsAdded": 0, "actionsRemoved": 0, "escalations": []"#
      let validator = try archive.trailers(of: alpha)["Validator"]?.split(separator: " ")
      let date = try #require(validator?.last)
      let json = """
        {"release": "\(release)", "commit": "\(try archive.git("rev-parse", "HEAD"))",
         "pushed": false, "source": "iam", "serviceReference": "\(date)", "changes": [
           {"policy": "Alpha", "kind": "updated", "version": "v2", "previousVersion": "v1",
            "commit": "\(alpha)", "findings": 1, \(meaning)},
           {"policy": "Beta", "kind": "deprecated", "version": null, "previousVersion": "v1",
            "commit": "\(beta)", "findings": null, \(meaning)}
         ], "deliveries": []}
        """
      #expect(
        PolicyFixture.parse(outcome.output).root.isSameValue(as: PolicyFixture.parse(json).root),
        "\(outcome.output)")
    }
  }

  @Test func `the JSON of a run without changes has no release`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let outcome = try world.sync("--json")

      let commit = try world.git("rev-parse", "HEAD")
      let json = """
        {"release": null, "commit": "\(commit)", "pushed": false, "source": "iam",
         "serviceReference": null, "changes": [], "deliveries": []}
        """
      #expect(
        PolicyFixture.parse(outcome.output).root.isSameValue(as: PolicyFixture.parse(json).root),
        "\(outcome.output)")
    }
  }

  @Test func `results go to standard output, everything else to standard error`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      let quiet = try world.sync("--quiet")
      #expect(quiet.error == "")
      #expect(quiet.output.hasPrefix("recorded 1 change as release "))

      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      let plain = try world.sync()
      #expect(plain.error.split(separator: "\n").allSatisfy { $0.hasSuffix("…") })
      #expect(plain.error.contains("fetching policies (1) …\n"))
      #expect(!plain.text.contains("\u{1B}"))
    }
  }

  @Test func `log lines are JSON where asked for`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.policies = [:] }
      let outcome = try world.sync("--log-format", "json", expecting: 4)

      let line = try #require(outcome.error.split(separator: "\n").last)
      let json = PolicyFixture.parse(String(line)).root
      #expect(json["level"]?.string == "error")
      #expect(
        json["message"]?.string?.hasPrefix("stopped before writing: the source lists no") == true)
    }
  }

  @Test func `without a source nothing is guessed`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      let outcome = try world.bot.run("sync", in: "archive")
      #expect(outcome.status == 78)
      #expect(
        outcome.error == """
          error: no source is configured
          hint: name one with --source (a folder of policy files, or another archive's git URL or \
          path, or `iam`), or run `mamip-bot init`

          """)
      #expect(world.server.takeCalls() == [])
    }
  }

  @Test func `the configuration names the source, the command line another one`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      try world.fixture.write("archive/.github/mamip.json", #"{"source": "iam"}"#)
      #expect(try world.bot.run("sync", in: "archive").status == 0)
      #expect(try world.archive.changes() == ["Alpha v1: added"])
      let outcome = try world.bot.run("sync", "--source", "./nowhere", in: "archive")
      #expect(outcome.status == 1)
      #expect(outcome.error.contains("error: the source `./nowhere` is no folder\n"))
    }
  }

  @Test func `outside a repository it says where to begin`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      let outcome = try world.bot.run("sync", "--source", "iam")
      #expect(outcome.status == 64)
      #expect(
        outcome.error == """
          error: there is no git repository around this folder
          hint: run `mamip-bot init` there, or name one with --repository

          """)
    }
  }

  @Test func `the repository is named, or is that around the current folder`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      let named = try world.bot.run("sync", "--source", "iam", "--repository", "archive")
      #expect(named.status == 0, "\(named.text)")
      let inside = try world.bot.run("sync", "--source", "iam", in: "archive/policies")
      #expect(inside.output == "1 policies, nothing changed\n")
    }
  }
}
