import Git
import Model
import PolicyLanguage
import Record
import Support
import Testing

private func file(
  _ policy: String, _ number: Int, _ action: String = "s3:GetObject"
) -> String {
  let version = PolicyFixture.version(policy, number, day: 1, PolicyFixture.document(action))
  return String(decoding: PolicyFile.encode(version), as: UTF8.self)
}

/// Checks a repository whose commits wrote these files, one set after the other.
private func findings(
  _ commits: [[String: String]], message: String = "Update detected",
  prepare: (GitFixture) throws -> Void = { _ in }
) throws -> [FsckFinding] {
  var findings: [FsckFinding] = []
  try GitFixture.use { folder in
    try folder.makeRepository("archive", files: [:])
    for files in commits { try folder.commit(message, in: "archive", files: files) }
    try prepare(folder)
    let repository = try Repository.open(at: folder.at("archive"), discover: false)
    findings = try Archive(repository: repository, branch: nil).fsck().findings
  }
  return findings
}

private struct Case: Sendable, CustomTestStringConvertible {
  let finding: FsckFinding.Class
  let severity: FsckFinding.Severity
  let commits: [[String: String]]
  var message = "Update detected"

  var testDescription: String { "\(finding.rawValue), \(severity.rawValue)" }
}

private let policy = "policies/A"
private let cases = [
  Case(finding: .emptyFile, severity: .error, commits: [[policy: file("A", 1)], [policy: ""]]),
  Case(
    finding: .emptyFile, severity: .warning,
    commits: [[policy: file("A", 1)], [policy: "\n"], [policy: file("A", 2)]]),
  Case(finding: .unparsable, severity: .error, commits: [[policy: "{"]]),
  Case(finding: .conflictMarkers, severity: .error, commits: [[policy: "<<<<<<< HEAD\n{}"]]),
  Case(
    finding: .conflictMarkers, severity: .error,
    commits: [["findings/README.md": "x\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"]]),
  Case(
    finding: .conflictMarkers, severity: .warning,
    commits: [
      ["findings/README.md": "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"],
      ["findings/README.md": "<<<<<<< HEAD\na\n=======\nc\n>>>>>>> other\n"],
      ["findings/README.md": "a\n"],
    ]),
  Case(
    finding: .formatOnly, severity: .note,
    commits: [[policy: file("A", 1)], [policy: file("A", 1).replacing("    ", with: "  ")]]),
  Case(
    finding: .notDefault, severity: .warning,
    commits: [[policy: file("A", 1).replacing("true", with: "false")]]),
  Case(
    finding: .versionGap, severity: .note,
    commits: [[policy: file("A", 1)], [policy: file("A", 4, "s3:PutObject")]]),
  Case(
    finding: .extensionInName, severity: .warning, commits: [["policies/A.json": file("A", 1)]]),
  Case(
    finding: .accountFields, severity: .error,
    commits: [["policies-list.json": #"{"Policies": [{"AttachmentCount": 4}]}"#]]),
  Case(
    finding: .accountFields, severity: .warning,
    commits: [
      ["policies-list.json": #"{"Policies": [{"AttachmentCount": 4}]}"#],
      ["policies-list.json": #"{"Policies": []}"#],
    ]),
  Case(
    finding: .noncanonical, severity: .note,
    commits: [[policy: file("A", 1).replacing("    ", with: "  ")]]),
  Case(finding: .findingsStale, severity: .error, commits: [["findings/A.json": "[]"]]),
  Case(
    finding: .findingsStale, severity: .error,
    commits: [
      [
        policy: file("A", 2),
        "findings/A.json": #"{"findings": [], "validatePolicyResponse": {"policyVersion": "v1"}}"#,
      ]
    ]),
  Case(
    finding: .trailersBroken, severity: .warning, commits: [[policy: file("A", 2)]],
    message: "A v1: added\n\nPolicy-Name: A\nPolicy-Version: v1\nPolicy-Change: added"),
  Case(
    finding: .trailersBroken, severity: .warning, commits: [[policy: file("A", 1)]],
    message: "B v1: added\n\nPolicy-Name: B\nPolicy-Version: v1\nPolicy-Change: added"),
  Case(
    finding: .trailersBroken, severity: .warning, commits: [[policy: file("A", 1)]],
    message: "A v1: added\n\nPolicy-Name: A\nno trailer\nPolicy-Version: v1"),
  Case(
    finding: .tagMissing, severity: .error, commits: [[policy: file("A", 1)]],
    message: "Release 2026-01-20-12-00: 1 change\n\nRelease: 2026-01-20-12-00"),
]

@Suite struct `Checking an archive` {
  @Test(arguments: cases)
  fileprivate func `each class of failure is found`(_ case: Case) throws {
    let found = try findings(`case`.commits, message: `case`.message)
      .filter { $0.class == `case`.finding }
    #expect(found.map(\.severity) == [`case`.severity])
  }

  @Test func `a release that the branch does not reach is found`() throws {
    let found = try findings([[policy: file("A", 1)]]) { folder in
      try folder.git("checkout", "--quiet", "-b", "other", in: "archive")
      try folder.commit("other", in: "archive", files: ["x": "y"])
      try folder.git("tag", "-a", "-m", "r", "2026-01-20-12-00", in: "archive")
      try folder.git("checkout", "--quiet", "main", in: "archive")
    }
    #expect(found.map(\.class) == [.tagUnreachable])
    #expect(found.map(\.path) == ["refs/tags/2026-01-20-12-00"])
  }

  @Test(arguments: [
    (["tag"], "the tag of this release is not annotated"),
    (["tag", "-a", "-m", "r"], "the tag of this release is on another commit"),
  ])
  func `a tag that is no release's is found`(command: [String], detail: String) throws {
    let name = "2026-01-20-12-00"
    let message = "Release \(name): 1 change\n\nRelease: \(name)"
    let found = try findings([[policy: file("A", 1)]], message: message) { folder in
      if command.count > 1 { try folder.commit("on top", in: "archive", files: ["x": "y"]) }
      try folder.git(command + [name], in: "archive")
    }
    #expect(found.map(\.class) == [.tagMissing])
    #expect(found.map(\.detail) == [detail])
  }

  @Test func `a receipt on a commit that is no release is found`() throws {
    let found = try findings([[policy: file("A", 1)]]) { folder in
      try folder.git("notes", "--ref", "refs/notes/mamip", "add", "-m", "{}", in: "archive")
    }
    #expect(found.map(\.class) == [.noteOrphan])
  }

  @Test func `every class has a test`() {
    let tested = cases.map(\.finding) + [.tagUnreachable, .noteOrphan]
    #expect(Set(tested) == Set(FsckFinding.Class.allCases))
  }

  @Test func `what the bot records itself is clean`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 1), change(.added, "B", to: 1)])
      let other = PolicyFixture.document("s3:PutObject")
      try archive.record(
        [
          change(.updated, "A", to: 2, from: 1, document: other),
          change(.deprecated, "B", from: 1),
        ], at: 21)
      try archive.record([change(.restored, "B", to: 1, from: 1)], at: 22)
      #expect(try archive.archive.fsck().findings == [])
    }
  }
}
