import PolicyLanguage
import Support
import Testing

/// Which principals AWS's changes touch, asked of the built program.
struct ImpactTests {
  private static let account = #"""
    {"UserDetailList": [
      {"Arn": "arn:aws:iam::1:user/alice", "GroupList": ["readers"]},
      {"Arn": "arn:aws:iam::1:user/bob", "AttachedManagedPolicies": [
        {"PolicyArn": "arn:aws:iam::aws:policy/Missing"},
        {"PolicyArn": "arn:aws:iam::aws:policy/Beta"}]}],
     "GroupDetailList": [{"GroupName": "readers", "AttachedManagedPolicies": [
      {"PolicyArn": "arn:aws:iam::aws:policy/service-role/Alpha"}]}],
     "RoleDetailList": [
      {"Arn": "arn:aws:iam::1:role/AWSReservedSSO_Reader_0a", "AttachedManagedPolicies": [
        {"PolicyArn": "arn:aws:iam::aws:policy/service-role/Alpha"},
        {"PolicyArn": "arn:aws:iam::1:policy/unsaid"}],
       "RolePolicyList": [{"PolicyDocument": {"Statement": [
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}]}}]}]}
    """#

  private struct World {
    let fixture: GitFixture
    let bot: Bot

    func commit(_ policy: String, _ number: Int, _ actions: String) throws {
      try fixture.write(
        "archive/policies/\(policy)",
        #"{"PolicyVersion": {"Document": {"Statement": [{"Effect": "Allow", "#
          + #""Action": [\#(actions)], "Resource": "*"}]}, "VersionId": "v\#(number)", "#
          + #""CreateDate": "2024-01-0\#(number)T12:00:00+00:00"}}"#)
      try fixture.git("add", "-A", in: "archive")
      try fixture.git("commit", "-q", "-m", "Change", in: "archive")
    }
  }

  private static func use(_ body: (World) throws -> Void) throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "-q", "-b", "main", "archive")
      let world = World(fixture: fixture, bot: Bot(in: fixture))
      try world.commit("Beta", 1, #""kms:Decrypt""#)
      try world.commit("Alpha", 1, #""s3:GetObject""#)
      try fixture.git("tag", "start", in: "archive")
      try world.commit("Beta", 2, #""kms:Encrypt""#)
      try world.commit("Alpha", 2, #""s3:GetObject", "s3:ListBucket", "brandnew:Launch""#)
      try fixture.write("account.json", account)
      try body(world)
    }
  }

  @Test func `those with a difference are named, with what they gain and lose and why`() throws {
    try Self.use { world in
      let outcome = try world.bot.run(
        "impact", "--authorization-details", "../account.json", "--since", "start", "--json",
        in: "archive")
      #expect(outcome.status == 0, "\(outcome.text)")
      let expected = #"""
        [{"principal": "arn:aws:iam::1:role/AWSReservedSSO_Reader_0a", "gains": [], "loses": [],
          "changed": [], "unknownActions": ["brandnew:Launch"],
          "because": [{"policy": "Alpha", "from": "v1", "to": "v2"}]},
         {"principal": "arn:aws:iam::1:user/alice", "gains": ["s3:ListBucket"], "loses": [],
          "changed": [], "unknownActions": ["brandnew:Launch"],
          "because": [{"policy": "Alpha", "from": "v1", "to": "v2"}]},
         {"principal": "arn:aws:iam::1:user/bob", "gains": ["kms:Encrypt"],
          "loses": ["kms:Decrypt"], "changed": [], "unknownActions": [],
          "because": [{"policy": "Beta", "from": "v1", "to": "v2"}]}]
        """#
      let found = PolicyFixture.parse(outcome.output).root
      #expect(found.isSameValue(as: PolicyFixture.parse(expected).root), "\(outcome.output)")
      #expect(
        outcome.error.contains(
          "left out, because nobody says what they grant: `arn:aws:iam::1:policy/unsaid`, "
            + "`arn:aws:iam::aws:policy/Missing`"), "\(outcome.error)")
      #expect(outcome.error.contains("AWS's changes touch 3 of 3 users and roles"))
    }
  }

  @Test func `without a date only the newest change counts, from standard input as well`() throws {
    try Self.use { world in
      // A file in another layout is no change.
      try world.fixture.git("commit", "-q", "--allow-empty", "-m", "Nothing", in: "archive")
      let outcome = try world.bot.run(
        ["impact", "--authorization-details", "-"], in: "archive", input: "account.json")
      #expect(
        outcome.output == """
          Alpha v1 → v2: +1 unknown action
            arn:aws:iam::1:role/AWSReservedSSO_Reader_0a
          brandnew, unknown to the service data
          + brandnew:Launch

          Alpha v1 → v2: +1 action, +1 unknown action
            arn:aws:iam::1:user/alice
          brandnew, unknown to the service data
          + brandnew:Launch

          Amazon S3, List
          + s3:ListBucket

          """, "\(outcome.text)")
    }
  }

  @Test func `a deprecated policy goes on working where it is attached`() throws {
    try Self.use { world in
      try world.fixture.git("rm", "-q", "policies/Alpha", in: "archive")
      try world.fixture.git("commit", "-q", "-m", "Gone", in: "archive")
      let options = ["--authorization-details", "../account.json", "--json"]
      let now = try world.bot.run(["impact"] + options, in: "archive")
      #expect(PolicyFixture.parse(now.output).root.count == 0, "\(now.text)")
      let all = try world.bot.run(["impact", "--since", "start"] + options, in: "archive")
      #expect(PolicyFixture.parse(all.output).root.count == 3, "\(all.text)")
    }
  }

  @Test func `without a file IAM is asked`() throws {
    let moto = try MotoServer()
    try Self.use { world in
      let outcome = try world.bot.run(
        ["impact", "--json"], in: "archive", environment: moto.environment)
      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(PolicyFixture.parse(outcome.output).root.count == 0)
      #expect(outcome.error.contains("0 of 0 users and roles"), "\(outcome.error)")
    }
  }

  @Test(arguments: [
    (["--authorization-details", "../nowhere"], "cannot read `../nowhere`: no such file"),
    (["--authorization-details", "policies/Alpha"], "it has neither `UserDetailList` nor"),
    (
      ["--authorization-details", "../account.json", "--since", "v9"], "`v9` is no date or revision"
    ),
    (
      ["--authorization-details", "../account.json", "--since", "1999-01-01"], "before this archive"
    ),
  ])
  func `what cannot be used is said`(_ arguments: [String], _ message: String) throws {
    try Self.use { world in
      let outcome = try world.bot.run(["impact"] + arguments, in: "archive")
      #expect(outcome.status != 0)
      #expect(outcome.error.contains(message), "\(outcome.text)")
    }
  }
}
