import Foundation
import PolicyLanguage
import Support
import Testing

/// Documents and names that must not enter the archive, or must do no harm there.
struct BadDocumentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let document: String
    let message: String

    /// What is wrong with a document, and what the run says of it.
    init(_ name: String, _ document: String, _ message: String) {
      testDescription = name
      self.document = document
      self.message = message
    }
  }

  private static func nested(_ depth: Int) -> String {
    let open = String(repeating: "[", count: depth)
    let close = String(repeating: "]", count: depth)
    return #"{"Version": "2012-10-17", "Statement": [{"Resource": "# + open + close + "}]}"
  }

  private static let cases = [
    Case("not JSON", "{broken", "v2 was not recorded: file is not JSON: "),
    Case("half of it", #"{"Version": "2012-10-17", "Statement": [{"#, "v2 was not recorded: "),
    Case("a page", "<html><body>Sign in</body></html>", "v2 was not recorded: "),
    Case("white space", " \n", "v2 was not recorded: "),
    Case(
      "a member twice", #"{"Statement": [{"Effect": "Allow", "Effect": "Deny"}]}"#,
      "v2 was not recorded: file is not JSON: "),
    Case(
      "a lone surrogate", #"{"Statement": [{"Sid": "\ud800"}]}"#,
      "v2 was not recorded: file is not JSON: "),
    Case("no statement", #"{"Version": "2012-10-17"}"#, "v2 was not recorded: document has no"),
    Case("an empty list", #"{"Statement": []}"#, "v2 was not recorded: document has no statement"),
    Case("null", "null", "v2 was not recorded: "),
    Case("nested 10,000 deep", nested(10_000), "v2 was not recorded: file is not JSON: "),
    Case(
      "merge conflict", "{\n<<<<<<< ours\n\"a\": 1\n=======\n>>>>>>> theirs\n}",
      "v2 was not recorded: "),
  ]

  @Test(arguments: cases)
  func `the last good text is kept, the rest is recorded, and it is said`(bad: Case) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      let text = try world.fixture.text("archive/policies/Alpha")
      world.change { iam in
        iam.publish("Alpha", bad.document)
        iam.publish("Beta", PolicyFixture.text("s3:Put"))
      }
      let outcome = try world.sync(expecting: 1)

      #expect(outcome.error.contains("error: Alpha: \(bad.message)"), "\(outcome.error)")
      #expect(try world.archive.changes().dropFirst() == ["Beta v1 → v2: \(PolicyFixture.swap)"])
      #expect(try world.fixture.text("archive/policies/Alpha") == text)
      try world.archive.expectSound()
      try world.expectNothingWritten { try world.sync(expecting: 1) }

      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      let last = try world.sync(expecting: 1)
      #expect(last.error.contains("error: Alpha: v2 was not recorded: "))
      #expect(try world.archive.changes().last == "Alpha v1 → v3: \(PolicyFixture.swap)")
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `a document of 5 MB is a document`() throws {
    var iam = FakeIAM("Alpha")
    let actions = (0..<170_000).map { #""service:VeryLongActionName\#($0)""# }
    iam.publish(
      "Large",
      #"{"Statement": [{"Effect": "Allow", "Action": ["# + actions.joined(separator: ",")
        + #"], "Resource": "*"}]}"#)
    #expect((iam.policies["Large"]?.versions.first?.document.utf8.count ?? 0) > 5_000_000)
    try IAMWorld.use(iam) { world in
      try world.sync()
      #expect(try world.archive.changes() == ["Alpha v1: added", "Large v1: added"])
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test(
    arguments: [
      "../../.git/hooks/x", "../x", ".git", ".gitattributes", "-rf", "--force", "a/b", "a b",
      "a\u{7F}b", "a\nb", "a\u{202E}b", "::error::x", "##[error]x", "---", "@octocat", "Ünïcode",
      "a\\b", "a:b", "_a", String(repeating: "A", count: 129),
    ])
  func `a name that is no policy's never becomes a file`(name: String) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let files = try Set(world.fixture.listing(".").keys)
      world.change { iam in
        iam.publish(name, PolicyFixture.text("s3:Get"))
        iam.publish("Alpha", PolicyFixture.text("s3:Put"))
      }
      let outcome = try world.sync(expecting: 1, environment: ["GITHUB_ACTIONS": "true"])

      #expect(try world.archive.changes().dropFirst() == ["Alpha v1 → v2: \(PolicyFixture.swap)"])
      let new = try Set(world.fixture.listing(".").keys).subtracting(files)
      #expect(new.allSatisfy { $0.hasPrefix("./archive/.git/") && !$0.contains("hooks") }, "\(new)")
      let line = try #require(outcome.error.split(separator: "\n").last)
      #expect(line.hasPrefix("::error::"))
      #expect(
        line.contains("its name or its version `v1` cannot be a file or a version of an archive"))
      try world.archive.expectSound()
    }
  }

  @Test(arguments: [
    "Team,@octocat", "A=@x,fixes", String(repeating: "A", count: 128), "0", "a.lock",
  ])
  func `a strange name that IAM allows is recorded, mentions nobody, and is read again`(
    name: String
  ) throws {
    var iam = FakeIAM("Alpha")
    iam.publish(name, PolicyFixture.text("s3:Get"))
    try IAMWorld.use(iam) { world in
      try world.sync()

      try world.expectNothingWritten { try world.sync() }
      #expect(try world.archive.lines("ls-files", "policies").contains("policies/\(name)"))
      let said =
        try world.git("log", "--format=%B") + (world.fixture.text("archive/CHANGELOG.md") ?? "")
      #expect(!said.contains(/(^|[^A-Za-z0-9])@[A-Za-z0-9]/), "\(said)")
      let check = try world.bot.run("fsck", in: "archive")
      #expect(check.status == 0, "\(check.text)")
      world.change { $0.policies[name] = nil }
      try world.sync()
      #expect(try world.archive.json("DEPRECATED.json")["deprecated_policies"]?.count == 1)
    }
  }

  @Test func `hostile text in a document stays in the document`() throws {
    let texts = [
      "---", "::error::x", "##[error]x", "@octocat", "fixes #3", "Release: 2026-01-01-00-00",
      "<script>", "\n\nPolicy-Name: Other", "\u{1B}[31m", "\u{202E}",
    ]
    var statement = JSON.object([])
    if case .object = statement {
      statement = .object([
        JSON.Member("Effect", "Allow"), JSON.Member("Action", "*"),
        JSON.Member("Resource", .array(texts.map { .string($0) })),
      ])
    }
    let document = String(
      decoding: JSONWriter.compact(["Statement": .array([statement])]), as: UTF8.self)
    var iam = FakeIAM("Alpha")
    iam.publish("Beta", document)
    try IAMWorld.use(iam) { world in
      let outcome = try world.sync()

      let stored = try world.archive.document("Beta")
      #expect(stored.isSameValue(as: PolicyFixture.parse(document).root))
      let said = try world.git("log", "--format=%B") + outcome.text
      for text in texts where text != "---" { #expect(!said.contains(text)) }
      let commit = try world.archive.commit("Beta v1: added")
      #expect(try world.archive.trailers(of: commit)["Policy-Name"] == "Beta")
    }
  }
}
