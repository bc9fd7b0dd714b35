import Git
import Model
import Record
import Support
import Testing

@Suite struct `Recording a run` {
  @Test func `each change is a commit with AWS's date, and the run is a release`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      let recorded = try archive.record([
        change(.added, "A", to: 1, day: 3), change(.added, "B", to: 2, day: 4),
      ])
      #expect(recorded.release.text == "2026-01-20-12-00")
      #expect(
        try archive.git("log", "--reverse", "--format=%an <%ae> %aI %cI %s") == """
          mamip-bot <mamip-bot@localhost> 2026-01-03T12:00:00+00:00 2026-01-20T12:00:00+00:00 \
          A v1: added
          mamip-bot <mamip-bot@localhost> 2026-01-04T12:00:00+00:00 2026-01-20T12:00:00+00:00 \
          B v2: added
          mamip-bot <mamip-bot@localhost> 2026-01-20T12:00:00+00:00 2026-01-20T12:00:00+00:00 \
          Release 2026-01-20-12-00: first import of 2 policies
          """)
      #expect(
        try archive.git("ls-tree", "-r", "--name-only", "HEAD") == """
          CHANGELOG.md
          DEPRECATED.json
          findings/README.md
          policies/A
          policies/B
          """)
      #expect(try archive.git("cat-file", "-t", "refs/tags/2026-01-20-12-00") == "tag")
      #expect(
        try archive.git("rev-parse", "2026-01-20-12-00^{commit}")
          == recorded.commit.description)
      #expect(try archive.git("fsck", "--full", "--strict") == "")
    }
  }

  @Test func `a commit without a policy's change touches no other file`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 1), change(.added, "B", to: 1)])
      try archive.record([change(.updated, "A", to: 2, from: 1)], at: 21)
      #expect(try archive.git("diff", "--name-only", "HEAD~2", "HEAD~1") == "policies/A")
      #expect(try archive.git("diff", "--name-only", "HEAD~1", "HEAD") == "CHANGELOG.md")
    }
  }

  @Test func `a deprecated policy leaves both folders and enters the list, and comes back`() throws
  {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 1), change(.added, "B", to: 1)])
      let arn = "arn:aws:iam::aws:policy/A"
      try archive.record([change(.deprecated, "A", from: 1, arn: arn)], at: 21)
      #expect(
        try archive.git("diff", "--name-status", "HEAD~2", "HEAD~1") == """
          M\tDEPRECATED.json
          D\tpolicies/A
          """)
      #expect(
        try archive.git("show", "HEAD:DEPRECATED.json") == """
          {
              "deprecated_policies": [
                  {
                      "policy_name": "A",
                      "deprecated_date": "2026-01-20",
                      "reason": "no longer listed by AWS",
                      "last_version": "v1",
                      "arn": "arn:aws:iam::aws:policy/A"
                  }
              ]
          }
          """)
      try archive.record([change(.restored, "A", to: 2, from: 1)], at: 22)
      let holdings = try archive.archive.holdings(at: try archive.archive.tip())
      #expect(holdings.deprecated.isEmpty)
      #expect(holdings.policies[PolicyFixture.name("A")]?.version == PolicyFixture.id(2))
    }
  }

  @Test func `a baseline is one commit before the release`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 7), change(.added, "B", to: 1)], baseline: true)
      #expect(
        try archive.git("log", "--format=%s") == """
          Release 2026-01-20-12-00: first import of 2 policies
          Import 2 policies
          """)
    }
  }

  @Test func `a name that is taken gets a number`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 1)])
      let second = try archive.record([change(.updated, "A", to: 2, from: 1)])
      let third = try archive.record([change(.updated, "A", to: 3, from: 2)])
      #expect(second.release.text == "2026-01-20-12-00-2")
      #expect(third.release.text == "2026-01-20-12-00-3")
    }
  }

  @Test func `the same run gives the same ids`() throws {
    var ids: [ObjectID] = []
    for _ in 1...2 {
      try GitFixture.use { folder in
        let recorded = try ArchiveFixture(folder).record([change(.added, "A", to: 1)])
        ids += [recorded.commit, recorded.tag]
      }
    }
    #expect(ids[0] == ids[2])
    #expect(ids[1] == ids[3])
  }

  @Test func `the form of MAMIP adds the list and the flat file, without account fields`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 1), change(.added, "B", to: 1)], form: .mamip)
      try archive.record([change(.deprecated, "A", from: 1)], at: 21, form: .mamip)
      #expect(
        try archive.git("show", "HEAD:DEPRECATED.json") == """
          {
              "A": "2026-01-20"
          }
          """)
      #expect(
        try archive.git("show", "HEAD:policies-list.json") == """
          {
              "Policies": [
                  {
                      "PolicyName": "B",
                      "DefaultVersionId": "v1",
                      "UpdateDate": "2026-01-10T12:00:00+00:00"
                  }
              ]
          }
          """)
    }
  }

  @Test func `a file that ended in .json gives way to the one without`() throws {
    try GitFixture.use { folder in
      let file = try #require(
        String(
          validating: PolicyFile.encode(
            PolicyFixture.version("A", 1, day: 1, PolicyFixture.document("s3:GetObject"))),
          as: UTF8.self))
      try folder.makeRepository("archive", files: ["policies/A.json": file])
      let repository = try Repository.open(at: folder.at("archive"), discover: false)
      let archive = try Archive(repository: repository, branch: "main")
      #expect(try archive.holdings(at: try archive.tip()).policies.count == 1)
      let observation = Observation(
        source: "iam", observedAt: PolicyFixture.day(20), listedCount: 1, events: [:], arns: [:],
        problems: [])
      let run = Run(
        changes: [change(.updated, "A", to: 2, from: 1)], of: observation,
        identity: ArchiveFixture.identity, isFirstImport: false, isBaseline: false, form: .standard)
      _ = try archive.record(run, on: try archive.tip())
      #expect(
        try folder.git("-C", "archive", "ls-tree", "--name-only", "HEAD", "policies/")
          == "policies/A")
    }
  }

  @Test func `a branch that moved meanwhile stays where it is`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      let first = try archive.record([change(.added, "A", to: 1)])
      let second = try archive.record([change(.updated, "A", to: 2, from: 1)], at: 21)
      let observation = Observation(
        source: "iam", observedAt: PolicyFixture.day(22), listedCount: 1, events: [:], arns: [:],
        problems: [])
      let run = Run(
        changes: [change(.updated, "A", to: 3, from: 1)], of: observation,
        identity: ArchiveFixture.identity, isFirstImport: false, isBaseline: false, form: .standard)
      #expect(throws: ArchiveError.self) {
        _ = try archive.archive.record(run, on: first.commit)
      }
      #expect(try archive.archive.tip() == second.commit)
      #expect(try archive.git("tag") == "2026-01-20-12-00\n2026-01-21-12-00")
    }
  }
}
