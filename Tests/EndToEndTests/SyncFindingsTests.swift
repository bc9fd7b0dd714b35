import Model
import PolicyLanguage
import Support
import Testing

/// What a run says about the policies that it records.
struct SyncFindingsTests {
  private static let passRole = #"""
    {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}]}
    """#
  private static let clean = #"""
    {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}
    """#

  private static func use(_ body: (IAMWorld) throws -> Void) throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", clean) }
      try world.sync("--baseline")
      try body(world)
    }
  }

  private static func codes(_ world: IAMWorld, at revision: String = "HEAD") throws -> [String?] {
    let file = try world.archive.json("findings/Alpha.json", at: revision)
    return file["findings"]?.elements.map { $0["issueCode"]?.string } ?? []
  }

  @Test func `a change is recorded with its findings`() throws {
    try Self.use { world in
      world.change { $0.publish("Alpha", Self.passRole) }
      let outcome = try world.sync("--json")
      let commit = try world.git("rev-parse", "HEAD~1")
      let trailers = try world.archive.trailers(of: commit)
      #expect(trailers["Finding"] == "SECURITY_WARNING PASS_ROLE_WITH_STAR_IN_RESOURCE 1")
      #expect(trailers["Validator"]?.hasPrefix("offline 20") == true)
      #expect(try Self.codes(world, at: "HEAD~1") == ["PASS_ROLE_WITH_STAR_IN_RESOURCE"])
      let report = PolicyFixture.parse(outcome.output).root
      #expect(report["changes"]?.elements.map { $0["findings"]?.numberText } == ["1"])
      #expect(
        report["serviceReference"]?.string.map { "offline \($0)" } == trailers["Validator"])
      try world.archive.expectSound()

      world.change { $0.publish("Alpha", Self.clean) }
      try world.sync()
      #expect(try world.archive.lines("ls-tree", "--name-only", "HEAD", "findings/").count == 1)
    }
  }

  @Test func `validating all again records nothing where nothing is new`() throws {
    try Self.use { world in
      try world.expectNothingWritten {
        let outcome = try world.bot.run("validate", "--record", in: "archive")
        #expect(outcome.status == 0)
        #expect(outcome.output == "1 policies validated, nothing changed\n")
      }
    }
  }

  @Test func `validating all again records what is new in one commit`() throws {
    try Self.use { world in
      world.change { $0.publish("Alpha", Self.passRole) }
      try world.sync()
      try world.git("rm", "--quiet", "findings/Alpha.json")
      try world.git("commit", "--quiet", "--message", "Mine")
      let releases = try world.archive.releases()

      let outcome = try world.bot.run("validate", "--record", "--json", in: "archive")
      #expect(outcome.status == 0, "\(outcome.text)")
      let report = PolicyFixture.parse(outcome.output).root
      #expect(report["changed"]?.elements.map(\.string) == ["Alpha"])
      #expect(report["commit"]?.string == (try world.git("rev-parse", "HEAD")))
      #expect(try Self.codes(world) == ["PASS_ROLE_WITH_STAR_IN_RESOURCE"])
      #expect(try world.archive.trailers(of: "HEAD")["Rules"]?.hasPrefix("offline ") == true)
      #expect(try world.archive.releases() == releases)
      try world.archive.expectSound()
    }
  }

  @Test func `what could not be validated is tried again by the next run`() throws {
    try Self.use { world in
      let answers = Answers()
      let server = try LoopbackServer { _ in answers.next() }
      try world.fixture.commit(
        "Configure", in: "archive",
        files: [".github/mamip.json": #"{"validate": {"validator": "access-analyzer"}}"#])
      let environment = [
        "AWS_ENDPOINT_URL_ACCESSANALYZER": server.url, "AWS_MAX_ATTEMPTS": "1",
      ]
      world.change { $0.publish("Alpha", Self.passRole) }
      try world.sync(environment: environment)
      let file = try world.archive.json("findings/Alpha.json")
      #expect(file["findings"]?.isNull == true)
      let error = file["validatePolicyResponse"]?["error"]?.string
      #expect(error?.hasPrefix("cannot call access-analyzer:ValidatePolicy: ") == true)

      answers.isWell = true
      try world.sync(environment: environment)
      #expect(
        try world.archive.subjects().last == "Validate again: other findings in 1 policy")
      #expect(try world.archive.lines("ls-tree", "--name-only", "HEAD", "findings/").count == 1)
      try world.expectNothingWritten { try world.sync(environment: environment) }
    }
  }
}

/// What Access Analyzer answers: nothing good, until it is well.
private final class Answers: @unchecked Sendable {
  // SAFETY: the program that asks runs only while the test waits for it.
  var isWell = false

  func next() -> LoopbackServer.Reply {
    isWell
      ? .init(200, #"{"findings": []}"#)
      : .init(403, headers: [("x-amzn-errortype", "AccessDeniedException")], "{}")
  }
}
