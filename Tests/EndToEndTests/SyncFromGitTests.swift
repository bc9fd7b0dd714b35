import PolicyLanguage
import Support
import Testing

/// Another archive, replayed version by version and then followed.
struct SyncFromGitTests {
  @Test func `every version of the source is there, in order, none twice`() throws {
    try GitWorld.use { world in
      try world.sync()

      #expect(try world.archive.changes() == MAMIPArchive.changes)
      #expect(try world.archive.releases() == ["2024-01-12-12-00"])
      try world.archive.expectSound()
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `each stored document equals the source's, and its dates are the source's`() throws {
    try GitWorld.use { world in
      try world.sync()

      let source = Judged(fixture: world.fixture, folder: "mamip")
      var compared = 0
      for subject in MAMIPArchive.changes {
        let commit = try world.archive.commit(subject)
        let trailers = try world.archive.trailers(of: commit)
        guard let name = trailers["Policy-Name"], trailers["Policy-Version"] != nil else {
          continue
        }
        let date = try world.archive.git("log", "-1", "--format=%cI", commit)
        let origin = try source.git("log", "-1", "--until=\(date)", "--format=%H")
        let file = name == "Late" ? "Late.json" : name
        let mine = try world.archive.document(name, at: commit)
        #expect(mine.isSameValue(as: try source.document(file, at: origin)), "\(subject)")
        compared += 1
      }
      #expect(compared == 10)
    }
  }

  @Test func `empty files and rewrites of the layout leave no commit`() throws {
    try GitWorld.use { world in
      try world.sync()
      try world.source.commit(day: 13, "Empty", ["policies/Beta": ""])
      try world.source.commit(
        day: 14, "Layout", ["policies/Alpha": MAMIPArchive.compactFile("v7", day: 11, "s3:Get7")])

      try world.expectNothingWritten { try world.sync() }
      #expect(!world.fixture.exists("archive/policies/Hollow"))
    }
  }

  @Test func `new commits of the source are followed`() throws {
    try GitWorld.use { world in
      try world.sync()
      try world.source.commit(
        day: 13, "Alpha", ["policies/Alpha": MAMIPArchive.file("v8", day: 13, "s3:Get8")])
      try world.source.commit(
        day: 14, "Alpha", ["policies/Alpha": MAMIPArchive.file("v10", day: 14, "s3:Get10")])
      try world.sync()

      #expect(
        try world.archive.changes().suffix(2) == [
          "Alpha v7 → v8: \(PolicyFixture.swap)", "Alpha v8 → v10: \(PolicyFixture.swap)",
        ])
      let commit = try world.archive.commit("Alpha v8 → v10: \(PolicyFixture.swap)")
      #expect(try world.archive.trailers(of: commit)["Policy-Missed-Versions"] == "v9")
      #expect(try world.archive.releases() == ["2024-01-12-12-00", "2024-01-14-12-00"])
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `a deprecated policy has the source's date, and what is known of it`() throws {
    try GitWorld.use { world in
      try world.sync()

      #expect(
        try world.fixture.text("archive/DEPRECATED.json") == """
          {
              "deprecated_policies": [
                  {
                      "policy_name": "Gone",
                      "deprecated_date": "2024-01-08",
                      "reason": "removed from the source",
                      "last_version": "v1",
                      "arn": "arn:aws:iam::aws:policy/Gone"
                  }
              ]
          }

          """)
      let trailers = try world.archive.trailers(
        of: try world.archive.commit("Alpha v1: added"))
      #expect(trailers["Policy-Arn"] == "arn:aws:iam::aws:policy/service-role/Alpha")
      let late = try world.archive.trailers(of: try world.archive.commit("Late v1: added"))
      #expect(late["Policy-Arn"] == nil)
    }
  }

  @Test func `a policy that comes back in the source is restored`() throws {
    try GitWorld.use { world in
      try world.sync()
      try world.source.commit(
        day: 13, "Back",
        [
          "DEPRECATED.json": "{}\n", "policies/Gone": MAMIPArchive.file("v2", day: 13, "s3:Back"),
        ])
      try world.sync()

      #expect(try world.archive.changes().last == "Gone v1 → v2: restored")
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `a file that is gone without a word is a deprecated policy`() throws {
    try GitWorld.use { world in
      try world.sync()
      try world.source.commit(day: 13, "Removed", ["policies/Beta": nil])
      try world.sync()

      #expect(try world.archive.changes().last == "Beta v3: deprecated")
      #expect(
        try world.archive.json("DEPRECATED.json")["deprecated_policies"]?.elements
          .map { $0["deprecated_date"]?.string } == ["2024-01-13", "2024-01-08"])
    }
  }

  @Test func `two archives that replay the same source are the same, commit for commit`() throws {
    try GitWorld.use { world in
      try world.fixture.git("init", "--quiet", "--initial-branch=main", "other")
      try world.fixture.git("clone", "--quiet", "--bare", "mamip", "copies/mamip")
      try world.sync()
      try world.sync(source: "./copies/../mamip/", into: "other")

      let other = Judged(fixture: world.fixture, folder: "other")
      #expect(
        try world.archive.lines("for-each-ref", "--format=%(objectname) %(refname)")
          == other.lines("for-each-ref", "--format=%(objectname) %(refname)"))
    }
  }

  @Test func `a baseline takes the present state alone, and can be followed`() throws {
    try GitWorld.use { world in
      try world.sync("--baseline")

      #expect(try world.archive.changes() == ["Import 4 policies"])
      #expect(try world.fixture.names(in: "archive/policies") == ["Alpha", "Beta", "Late"])
      try world.expectNothingWritten { try world.sync() }
      try world.source.commit(
        day: 13, "Alpha", ["policies/Alpha": MAMIPArchive.file("v8", day: 13, "s3:Get8")])
      try world.sync()
      #expect(try world.archive.changes().last == "Alpha v7 → v8: \(PolicyFixture.swap)")
    }
  }

  @Test func `a shallow source says what to do`() throws {
    try GitWorld.use { world in
      let origin = "file://\(world.fixture.path)/mamip"
      try world.fixture.git("clone", "--quiet", "--depth=1", origin, "shallow")
      let outcome = try world.sync(source: "shallow", expecting: 1)
      #expect(
        outcome.error.hasSuffix(
          """
          error: the source `shallow` is a shallow clone, which lacks the history to replay
          hint: run `git fetch --unshallow` in it, or import its present state with --baseline

          """), "\(outcome.error)")
      #expect(try world.archive.lines("for-each-ref") == [])
      try world.sync("--baseline", source: "shallow")
      #expect(try world.archive.changes() == ["Import 3 policies"])
    }
  }

  @Test func `one commit of the source that changes too much stops the replay`() throws {
    try GitWorld.use { world in
      try world.sync()
      let files = { (day: Int) in
        Dictionary(
          uniqueKeysWithValues: (0..<30).map {
            ("policies/New\(day)-\($0)", Optional(MAMIPArchive.file("v1", day: day, "s3:Get")))
          })
      }
      try world.source.commit(day: 13, "Half", files(13))
      try world.source.commit(day: 14, "Other half", files(14))
      try world.sync("--dry-run")
      try world.source.commit(
        day: 15, "Both", files(15).merging(files(16)) { first, _ in first })
      let commit = try world.fixture.git("rev-parse", "HEAD", in: "mamip")
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 4)
        #expect(
          outcome.error.contains(
            "error: stopped before writing: 60 policies changed at once in the source's commit "
              + "\(commit), more than 50\n"), "\(outcome.error)")
      }
      try world.sync("--allow-mass-change")
      #expect(try world.archive.changes().count == MAMIPArchive.changes.count + 120)
    }
  }

  @Test func `a source without policies is no source`() throws {
    try GitWorld.use { world in
      try world.fixture.makeRepository("page", files: ["README.md": "A page.\n"])
      try world.fixture.git("init", "--quiet", "void")
      let page = try world.sync(source: "page", expecting: 1)
      #expect(page.error.contains("error: `page` holds no policies at its newest commit\n"))
      let void = try world.sync(source: "void", expecting: 1)
      #expect(void.error.contains("it has no commits\n"))
      #expect(try world.archive.lines("for-each-ref") == [])
      try world.sync()
      try world.expectNothingWritten { try world.sync(source: "page", expecting: 4) }
    }
  }

  @Test func `our own archive is a source as well`() throws {
    try GitWorld.use { world in
      try world.sync()
      try world.fixture.git("init", "--quiet", "--initial-branch=main", "mirror")
      try world.sync(source: "archive", into: "mirror")

      let mirror = Judged(fixture: world.fixture, folder: "mirror")
      #expect(try mirror.changes() == MAMIPArchive.changes)
      #expect(
        try mirror.git("rev-parse", "HEAD:policies")
          == world.archive.git("rev-parse", "HEAD:policies"))
      #expect(
        try mirror.git("rev-parse", "HEAD:DEPRECATED.json")
          == world.archive.git("rev-parse", "HEAD:DEPRECATED.json"))
    }
  }

  @Test func `the source is never changed`() throws {
    try GitWorld.use { world in
      let before = try world.fixture.listing("mamip")
      try world.sync()
      #expect(GitFixture.difference(before, try world.fixture.listing("mamip")) == [])
    }
  }
}
