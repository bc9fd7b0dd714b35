import Git
import Model
import PolicyLanguage
import Support
import Testing

@testable import Record

/// What validation said of a policy, beside the policy.
@Suite struct `Recording findings` {
  private static func finding(_ type: FindingType, _ code: IssueCode) -> Finding {
    Finding(
      type: type, code: code, details: "a sentence", learnMoreLink: "https://example.com/",
      locations: [Location(path: [.value("Statement")], span: Span(3..<7))])
  }

  private static func validation(_ findings: Finding...) -> PolicyValidation {
    PolicyValidation(
      outcome: .findings(findings), validator: "offline", serviceReference: "2026-10-27")
  }

  private static let notValidated = PolicyValidation(
    outcome: .notValidated("too\nlong"), validator: "access-analyzer", serviceReference: nil)

  private static let redundant = validation(finding(.suggestion, "REDUNDANT_ACTION"))

  private static func validated(
    _ change: Change, _ validation: PolicyValidation
  ) -> Change {
    var change = change
    change.validation = validation
    return change
  }

  private static func revalidated(
    _ name: String, _ version: Int, _ validation: PolicyValidation
  ) -> Archive.Revalidated {
    Archive.Revalidated(
      name: PolicyFixture.name(name), version: PolicyFixture.id(version), validation: validation)
  }

  @Test func `findings are a file in the policy's own commit, which counts them`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      let found = Self.validation(
        Self.finding(.suggestion, "REDUNDANT_ACTION"), Self.finding(.error, "INVALID_ACTION"),
        Self.finding(.suggestion, "REDUNDANT_ACTION"))
      try archive.record([Self.validated(change(.added, "A", to: 3), found)])
      #expect(
        try archive.git("show", "--format=", "--name-only", "HEAD~1") == """
          DEPRECATED.json
          findings/A.json
          policies/A
          """)
      let message = try archive.git("log", "-1", "--format=%B", "HEAD~1")
      #expect(
        message.hasSuffix(
          """
          Policy-Change: added
          Finding: ERROR INVALID_ACTION 1
          Finding: SUGGESTION REDUNDANT_ACTION 2
          Validator: offline 2026-10-27

          """), "\(message)")
      let file = PolicyFixture.parse(try archive.git("show", "HEAD:findings/A.json")).root
      #expect(file["findings"]?.elements.compactMap { Finding($0) } == found.findings)
      let response = try #require(file["validatePolicyResponse"])
      #expect(
        String(decoding: JSONWriter.compact(response), as: UTF8.self)
          == #"{"policyType":"IDENTITY_POLICY","policyVersion":"v3","validator":"offline","#
          + #""serviceReference":"2026-10-27"}"#)
    }
  }

  @Test func `the release brings the index up to date`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([
        Self.validated(change(.added, "A_b", to: 1), Self.redundant),
        Self.validated(change(.added, "B", to: 1), Self.validation()),
        Self.validated(change(.added, "C", to: 1), Self.notValidated),
      ])
      #expect(
        try archive.git("show", "HEAD:findings/README.md") == """
          # Findings

          Of 3 policies, 1 has findings: 0 errors, 0 security warnings, 0 warnings, 1 suggestion. \
          1 is not validated.

          | policy | errors | security warnings | warnings | suggestions |
          | --- | ---: | ---: | ---: | ---: |
          | [A_b](A_b.json) |  |  |  | 1 |

          ## Not validated

          - [C](C.json): too\\\\u{a}long
          """)
      try archive.record([change(.deprecated, "A_b", from: 1)], at: 21)
      #expect(
        try archive.git("show", "HEAD:findings/README.md").hasPrefix(
          """
          # Findings

          Of 2 policies, 0 have findings
          """))
    }
  }

  @Test func `the index is read back where it says all, and nothing else`() throws {
    let entries: [String: FindingsSummary] = [
      "A_b": .findings([.suggestion: 1]), "B": .findings([.error: 12, .warning: 3]),
      "C": .findings([:]),
    ]
    let index = FindingsIndex(policyCount: 7, entries: entries)
    #expect(FindingsIndex(index.bytes, policyCount: 7)?.entries == entries)
    #expect(FindingsIndex(index.bytes, policyCount: 8) == nil)
    #expect(FindingsIndex(index.bytes + [10], policyCount: 7) == nil)
    var unknown = index
    unknown.entries["D"] = .notValidated("too long")
    #expect(FindingsIndex(unknown.bytes, policyCount: 7) == nil)
  }

  @Test(arguments: [
    "| )( | 1 |  |  |  |", "| (", "|", "| [B](B.json) | 1 |  |  |", "| [B](B.json) |||||",
    "| [B]() | 1 |  |  |  |", "| [B](B.json) | 99999999999999999999 |  |  |  |",
    "| [B](B.json) | -1 |  |  |  |", "| [B](B.json) | 1 |  |  |  |  |",
  ]) func `a page with lines of somebody else is not read`(line: String) {
    let index = FindingsIndex(policyCount: 7, entries: ["A": .findings([.error: 1])])
    for page in [index.bytes + line.utf8, index.bytes + "\(line)\n".utf8] {
      #expect(FindingsIndex(page, policyCount: 7) == nil)
    }
  }

  @Test func `the index counts what somebody else changed in the findings`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([
        Self.validated(change(.added, "A", to: 1), Self.redundant),
        Self.validated(change(.added, "B", to: 1), Self.redundant),
      ])
      let list = JSONWriter.canonical(.array([Self.finding(.error, "INVALID_ACTION").json]))
      try archive.git("reset", "--quiet", "--hard")
      try folder.write("archive/findings/A.json", String(decoding: list, as: UTF8.self))
      try archive.git(
        "-c", "user.name=A", "-c", "user.email=a@localhost", "commit", "--quiet", "-am", "mine")
      try archive.record([change(.added, "C", to: 1)], at: 21)
      let page = try archive.git("show", "HEAD:findings/README.md")
      #expect(page.contains("[A](A.json) | 1 |  |  |  |"), "\(page)")
      #expect(page.contains("[B](B.json) |  |  |  | 1 |"), "\(page)")
    }
  }

  @Test func `a policy that is clean has no file any more`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([Self.validated(change(.added, "A", to: 1), Self.redundant)])
      try archive.record(
        [Self.validated(change(.updated, "A", to: 2, from: 1), Self.validation())], at: 21)
      #expect(
        try archive.git("ls-tree", "--name-only", "HEAD", "findings/") == "findings/README.md")
    }
  }

  @Test func `a policy that could not be validated says so`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([Self.validated(change(.added, "A", to: 1), Self.notValidated)])
      #expect(
        try archive.git("show", "HEAD:findings/A.json") == #"""
          {
              "findings": null,
              "validatePolicyResponse": {
                  "error": "too\\u{a}long"
              }
          }
          """#)
      #expect(try archive.archive.notValidated() == [PolicyFixture.name("A")])
      #expect(
        try archive.git("log", "-1", "--format=%B", "HEAD~1").contains(
          "\nNot validated: too\\u{a}long\n"))
    }
  }

  @Test func `in MAMIP's form the findings are a bare list`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record(
        [Self.validated(change(.added, "A", to: 1), Self.redundant)], form: .mamip)
      let file = PolicyFixture.parse(try archive.git("show", "HEAD:findings/A.json")).root
      #expect(file.elements.compactMap { Finding($0) } == Self.redundant.findings)
    }
  }

  @Test func `validating again writes nothing where the findings are the same`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([
        Self.validated(change(.added, "A", to: 1), Self.redundant),
        Self.validated(change(.added, "B", to: 1), Self.validation()),
      ])
      let later = PolicyValidation(
        outcome: Self.redundant.outcome, validator: "offline", serviceReference: "2027-01-01")
      let written = try archive.archive.record(
        [Self.revalidated("A", 1, later), Self.revalidated("B", 1, Self.validation())],
        by: ArchiveFixture.identity, at: PolicyFixture.day(22), form: .standard)
      #expect(written == nil)
    }
  }

  @Test func `other findings of unchanged policies are one commit, and no release`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([
        Self.validated(change(.added, "A", to: 1), Self.redundant),
        Self.validated(change(.added, "B", to: 1), Self.notValidated),
      ])
      let tags = try archive.git("tag")
      let written = try archive.archive.record(
        [
          Self.revalidated("A", 1, Self.redundant), Self.revalidated("B", 1, Self.redundant),
        ],
        by: ArchiveFixture.identity, at: PolicyFixture.day(22), form: .standard)
      #expect(written?.changed == [PolicyFixture.name("B")])
      #expect(
        try archive.git("diff", "--name-only", "HEAD~1", "HEAD") == """
          findings/B.json
          findings/README.md
          """)
      #expect(
        try archive.git("log", "-1", "--format=%B") == """
          Validate again: other findings in 1 policy

          Rules or service data changed, or a policy could not be validated before.

          Rules: offline 2026-10-27

          """)
      #expect(try archive.git("tag") == tags)
      #expect(try archive.archive.notValidated() == [])
      #expect(try archive.git("fsck", "--full", "--strict") == "")
    }
  }

  @Test func `the bare lists of older archives are read`() throws {
    let list = JSONWriter.canonical(
      JSON.array(Self.redundant.findings.map(\.json)), indentedBy: 2)
    let file = try #require(FindingsFile(list))
    #expect(file.says(Self.redundant, of: PolicyFixture.id(7)))
    #expect(FindingsSummary(file) == .findings([.suggestion: 1]))
    #expect(!file.says(Self.validation()))
    #expect(FindingsFile(Array("{}".utf8)) == nil)
    #expect(FindingsFile(Array("[".utf8)) == nil)
  }
}
