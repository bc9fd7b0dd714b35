import PolicyLanguage
import Support
import Testing

/// What a run writes down of what IAM publishes.
struct SyncFromIAMTests {
  private static let iam = FakeIAM("Alpha", "Beta", "Gamma")

  @Test func `a first import is a commit per policy, a release commit and its tag`() throws {
    try IAMWorld.use(Self.iam) { world in
      let outcome = try world.sync()

      let archive = world.archive
      #expect(
        try archive.changes() == ["Alpha v1: added", "Beta v1: added", "Gamma v1: added"])
      let release = try #require(try archive.releases().first)
      #expect(try archive.releases() == [release])
      #expect(
        try archive.subjects().last == "Release \(release): first import of 3 policies")
      #expect(
        try archive.git("rev-parse", "\(release)^{commit}") == archive.git("rev-parse", "HEAD"))
      #expect(try archive.git("cat-file", "-t", release) == "tag")
      #expect(
        outcome.output.hasPrefix("recorded 3 changes as release \(release)\n  + Alpha v1: added"))
      try archive.expectSound()
    }
  }

  @Test func `a policy's file is what the aws command line prints`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      try world.sync()

      let text = try #require(try world.fixture.text("archive/policies/Alpha"))
      let json = """
        {
            "PolicyVersion": {
                "Document": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": [
                                "s3:GetAlpha"
                            ],
                            "Resource": "*"
                        }
                    ]
                },
                "VersionId": "v1",
                "IsDefaultVersion": true,
                "CreateDate": "2026-01-01T12:00:00+00:00"
            }
        }

        """
      #expect(text == json)
    }
  }

  @Test func `a commit carries AWS's date, our time, and trailers that git reads`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      try world.sync()

      let commit = try world.archive.commit("Alpha v1: added")
      #expect(try world.git("log", "-1", "--format=%aI", commit) == "2026-01-01T12:00:00+00:00")
      let committed = try world.git("log", "-1", "--format=%cI", commit)
      #expect(committed > "2026-01-02" && committed.hasSuffix("+00:00"))
      var trailers = try world.archive.trailers(of: commit)
      #expect(trailers.removeValue(forKey: "Validator")?.hasPrefix("offline 20") == true)
      #expect(
        trailers == [
          "Policy-Name": "Alpha", "Policy-Arn": "arn:aws:iam::aws:policy/Alpha",
          "Policy-Version": "v1", "Policy-Change": "added", "Finding": "ERROR INVALID_ACTION 1",
        ])
      let release = try #require(try world.archive.releases().first)
      #expect(
        try world.archive.trailers(of: "HEAD")
          == ["Release": release, "Changes": "1", "Source": "iam"])
    }
  }

  @Test func `a second run asks for the list alone and writes nothing`() throws {
    var iam = FakeIAM("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
    iam.pageItemsMax = 3
    try IAMWorld.useSynced(iam) { world in
      try world.expectNothingWritten {
        let outcome = try world.sync()
        #expect(outcome.output == "5 policies, nothing changed\n")
      }

      let calls = world.server.takeCalls()
      #expect(calls.map(\.description) == ["ListPolicies", "ListPolicies from 3"])
      #expect(calls.allSatisfy { $0.parameters["Scope"] == "AWS" })
      #expect(calls.allSatisfy { $0.parameters["MaxItems"] == "1000" })
    }
  }

  @Test func `each kind of change becomes its own commit, in AWS's order`() throws {
    var iam = FakeIAM("Updated", "Reissued", "Reverted", "Gone", "Same")
    iam.publish("Reverted", PolicyFixture.text("s3:List"), day: 3)
    try IAMWorld.useSynced(iam) { world in
      world.change { iam in
        iam.publish("Updated", PolicyFixture.text("s3:GetUpdated", "s3:Put"), day: 9)
        iam.publish("Reissued", PolicyFixture.text("s3:GetReissued"), day: 8)
        iam.policies["Reverted"]?.defaultVersion = 1
        iam.policies["Gone"] = nil
        iam.publish("Added", PolicyFixture.text("s3:GetAdded"), day: 7, path: "/service-role/")
      }
      let outcome = try world.sync()

      let changes = [
        "Reverted v2 → v1: reverted", "Added v1: added",
        "Reissued v1 → v2: reissued, same document", "Updated v1 → v2: +1 unknown action",
        "Gone v1: deprecated",
      ]
      #expect(try world.archive.changes().dropFirst() == changes[...])
      let signs = zip("<+=~-", changes).map { "  \($0) \($1)" }
      let shown = outcome.output.split(separator: "\n").dropFirst().map { $0.dropLast(10) }
      #expect(shown.map(String.init) == signs)
      let kinds = try world.archive.changes().dropFirst().map { subject in
        let trailers = try world.archive.trailers(of: try world.archive.commit(subject))
        return trailers["Policy-Change"]
      }
      #expect(kinds == ["reverted", "added", "reissued", "updated", "deprecated"])
      try world.archive.expectSound()
    }
  }

  @Test func `each commit touches its own policy and nothing else`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      world.change { iam in
        iam.publish("Alpha", PolicyFixture.text("s3:Put"))
        iam.policies["Beta"] = nil
      }
      try world.sync()

      let files = { (subject: String) in
        try world.archive.lines(
          "show", "--format=", "--name-status", try world.archive.commit(subject))
      }
      #expect(
        try files("Alpha v1 → v2: \(PolicyFixture.swap)")
          == ["M\tfindings/Alpha.json", "M\tpolicies/Alpha"])
      #expect(
        try files("Beta v1: deprecated")
          == ["M\tDEPRECATED.json", "D\tfindings/Beta.json", "D\tpolicies/Beta"])
      let release = try #require(try world.archive.releases().last)
      #expect(
        try files("Release \(release): 2 changes") == [
          "M\tCHANGELOG.md", "M\tfindings/README.md",
        ])
    }
  }

  @Test func `a deprecated policy leaves the folder and enters the list with what is known`() throws
  {
    try IAMWorld.use(FakeIAM("Alpha", "Beta")) { world in
      try world.sync()
      world.change { $0.policies["Beta"] = nil }
      try world.sync()

      let commit = try world.archive.commit("Beta v1: deprecated")
      #expect(
        try world.archive.trailers(of: commit) == [
          "Policy-Name": "Beta", "Policy-Arn": "arn:aws:iam::aws:policy/Beta",
          "Policy-Previous-Version": "v1", "Policy-Change": "deprecated",
        ])
      let today = try world.git("log", "-1", "--date=format:%Y-%m-%d", "--format=%cd", commit)
      #expect(
        try world.fixture.text("archive/DEPRECATED.json") == """
          {
              "deprecated_policies": [
                  {
                      "policy_name": "Beta",
                      "deprecated_date": "\(today)",
                      "reason": "no longer listed by AWS",
                      "last_version": "v1",
                      "arn": "arn:aws:iam::aws:policy/Beta"
                  }
              ]
          }

          """)
      #expect(!world.fixture.exists("archive/policies/Beta"))
    }
  }

  @Test func `a policy that comes back is restored and leaves the list`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      let beta = world.server.world.policies["Beta"]
      world.change { $0.policies["Beta"] = nil }
      try world.sync()
      world.change { $0.policies["Beta"] = beta }
      try world.sync()

      let commit = try world.archive.commit("Beta v1 → v1: restored")
      #expect(try world.archive.trailers(of: commit)["Policy-Change"] == "restored")
      #expect(try world.archive.json("DEPRECATED.json")["deprecated_policies"]?.count == 0)
      #expect(world.fixture.exists("archive/policies/Beta"))
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `the change log has a section per release, newest first`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      try world.sync()

      let releases = try world.archive.releases()
      #expect(
        try world.fixture.text("archive/CHANGELOG.md") == """
          # Changes

          ## \(releases[1])

          - Alpha v1 → v2: \(PolicyFixture.swap)

          ## \(releases[0])

          - First import: 1 policy in 1 version.

          """)
    }
  }

  @Test func `a document keeps its order of members, its numbers and its letters`() throws {
    let document =
      #"{"Statement":{"Resource":"*","Effect":"Allow","Action":"*","Condition":{"NumericLess"#
      + #"Than":{"aws:x":1.50e2}}},"Version":"2012-10-17","Id":"Grüße + 100%\u00e9\n😀"}"#
    var iam = FakeIAM()
    iam.publish("Alpha", document)
    try IAMWorld.use(iam) { world in
      try world.sync()

      let stored = try world.archive.document("Alpha")
      let sent = PolicyFixture.parse(document)
      #expect(stored.isSameValue(as: sent.root))
      #expect(stored.members.map(\.name) == ["Statement", "Version", "Id"])
      #expect(try world.fixture.text("archive/policies/Alpha")?.contains("1.50e2") == true)
      try world.expectNothingWritten { try world.sync() }
    }
  }
}
