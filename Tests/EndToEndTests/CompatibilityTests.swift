import PolicyLanguage
import Support
import Testing

/// The files that tools for the MAMIP archive read today.
struct CompatibilityTests {
  private static func use(_ body: (IAMWorld) throws -> Void) throws {
    try IAMWorld.use(FakeIAM("Alpha", "Beta")) { world in
      try world.fixture.write("archive/.github/mamip.json", #"{"compatibility": "mamip"}"#)
      try world.sync()
      try body(world)
    }
  }

  @Test func `the list of policies tells nothing of the account`() throws {
    try Self.use { world in
      let list = """
        {
            "Policies": [
                {
                    "PolicyName": "Alpha",
                    "Arn": "arn:aws:iam::aws:policy/Alpha",
                    "DefaultVersionId": "v1",
                    "UpdateDate": "2026-01-01T12:00:00+00:00"
                },
                {
                    "PolicyName": "Beta",
                    "Arn": "arn:aws:iam::aws:policy/Beta",
                    "DefaultVersionId": "v1",
                    "UpdateDate": "2026-01-01T12:00:00+00:00"
                }
            ]
        }

        """
      let text = try world.fixture.text("archive/policies-list.json")
      #expect(text == list)
    }
  }

  @Test func `deprecated policies are names with dates`() throws {
    try Self.use { world in
      world.change { $0.policies["Beta"] = nil }
      try world.sync()

      let date = try world.git("log", "-1", "--date=format:%Y-%m-%d", "--format=%cd")
      #expect(
        try world.fixture.text("archive/DEPRECATED.json")
          == "{\n    \"Beta\": \"\(date)\"\n}\n")
      #expect(
        try world.archive.json("policies-list.json")["Policies"]?.elements
          .map { $0["PolicyName"]?.string } == ["Alpha"])
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `ARNs stay in the list when a later run does not name them`() throws {
    try Self.use { world in
      try world.fixture.write("folder/Alpha", PolicyFixture.text("s3:Put"))
      try world.fixture.write("folder/Beta", PolicyFixture.text("s3:GetBeta"))
      let outcome = try world.bot.run("sync", "--source", "../folder", in: "archive")

      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(
        try world.archive.json("policies-list.json")["Policies"]?.elements
          .map { $0["Arn"]?.string }
          == ["arn:aws:iam::aws:policy/Alpha", "arn:aws:iam::aws:policy/Beta"])
    }
  }

  @Test func `an archive with this form checks clean`() throws {
    try Self.use { world in
      let check = try world.bot.run("fsck", in: "archive")
      #expect(check.status == 0, "\(check.text)")
    }
  }
}
