import Git
import Model
import Record
import Support
import Testing

/// A kind of change with the whole message that a reader of the history sees.
private struct Message: Sendable, CustomTestStringConvertible {
  let change: Change
  let text: String

  var testDescription: String { change.kind.rawValue }
}

private let messages = [
  Message(
    change: change(
      .added, "AmazonEKS_CNI_Policy", to: 1, arn: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"),
    text: """
      AmazonEKS_CNI_Policy v1: added

      Policy-Name: AmazonEKS_CNI_Policy
      Policy-Arn: arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy
      Policy-Version: v1
      Policy-Change: added
      """),
  Message(
    change: change(.updated, to: 178, from: 140, missed: [141...158, 160...160]),
    text: """
      Example v140 → v178: document changed

      Not observed, and no longer to be had: v141..v158, v160.

      Policy-Name: Example
      Policy-Version: v178
      Policy-Previous-Version: v140
      Policy-Change: updated
      Policy-Missed-Versions: v141..v158, v160
      """),
  Message(
    change: change(.reissued, to: 6, from: 5),
    text: """
      Example v5 → v6: reissued, same document

      Policy-Name: Example
      Policy-Version: v6
      Policy-Previous-Version: v5
      Policy-Change: reissued
      """),
  Message(
    change: change(.reverted, to: 19, from: 20),
    text: """
      Example v20 → v19: reverted

      AWS made a lower version the default again.

      Policy-Name: Example
      Policy-Version: v19
      Policy-Previous-Version: v20
      Policy-Change: reverted
      """),
  Message(
    change: explained(change(.updated, to: 7, from: 6)),
    text: """
      Example v6 → v7: +2 actions, scope of 1 changed

      Amazon EC2, Write
      + ec2:AssignIpv6Addresses
      ~ ec2:CreateTags (resource narrower)

      AWS IAM, Permissions management
      + iam:PutRolePolicy

      Policy-Name: Example
      Policy-Version: v7
      Policy-Previous-Version: v6
      Policy-Change: updated
      Actions-Added: 2
      Actions-Changed: 1
      Escalation: iam-005 iam:PutRolePolicy
      Signal: data-read s3:GetObject
      """),
  Message(
    change: change(.deprecated, from: 6),
    text: """
      Example v6: deprecated

      This policy is no longer listed by AWS.

      Policy-Name: Example
      Policy-Previous-Version: v6
      Policy-Change: deprecated
      """),
  Message(
    change: change(.restored, to: 7, from: 6),
    text: """
      Example v6 → v7: restored

      This policy was deprecated and is published again.

      Policy-Name: Example
      Policy-Version: v7
      Policy-Previous-Version: v6
      Policy-Change: restored
      """),
]

/// The same change with what it means.
private func explained(_ change: Change, paths: [String] = ["iam-005"]) -> Change {
  var change = change
  change.meaning = ChangeMeaning(
    headline: "+2 actions, scope of 1 changed",
    lines: [
      "Amazon EC2, Write", "+ ec2:AssignIpv6Addresses", "~ ec2:CreateTags (resource narrower)", "",
      "AWS IAM, Permissions management", "+ iam:PutRolePolicy",
    ],
    actionsAdded: 2, actionsChanged: 1, actionsRemoved: 0, actionsUnknown: 0,
    escalations: paths.map { ChangeMeaning.Escalation(id: $0, actions: ["iam:PutRolePolicy"]) },
    signals: ["data-read s3:GetObject"])
  return change
}

@Suite struct `The message of a change` {
  @Test(arguments: messages)
  fileprivate func `is the same for ever, and git reads its trailers`(_ message: Message) throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([message.change])
      #expect(try archive.git("log", "-1", "--format=%B", "HEAD~1") == message.text + "\n")
      let parsed = try folder.run(
        ["git", "interpret-trailers", "--parse"], input: message.text + "\n")
      let trailers = message.text.split(separator: "\n\n").last.map(String.init)
      #expect(parsed.output == trailers.map { $0 + "\n" })
    }
  }

  @Test func `every kind has one`() {
    #expect(Set(messages.map(\.change.kind)) == Set(Change.Kind.allCases))
  }

  @Test func `a name of 128 characters is never cut`() throws {
    try GitFixture.use { folder in
      let name = String(repeating: "N", count: 128)
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, name, to: 1)])
      #expect(try archive.git("log", "-1", "--format=%s", "HEAD~1") == "\(name) v1: added")
    }
  }

  @Test func `the release names its changes, its source and its tag`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 1)])
      try archive.record(
        [change(.updated, "A", to: 2, from: 1), change(.added, "B", to: 1)], at: 21)
      #expect(
        try archive.git("log", "-1", "--format=%B") == """
          Release 2026-01-21-12-00: 2 changes

          - A v1 → v2: document changed
          - B v1: added

          Release: 2026-01-21-12-00
          Changes: 2
          Source: iam

          """)
      #expect(
        try archive.git("tag", "-l", "--format=%(contents)", "2026-01-21-12-00") == """
          Release 2026-01-21-12-00: 2 changes

          - A v1 → v2: document changed
          - B v1: added

          """)
      #expect(
        try archive.git("show", "HEAD:CHANGELOG.md") == """
          # Changes

          ## 2026-01-21-12-00

          - A v1 → v2: document changed
          - B v1: added

          ## 2026-01-20-12-00

          - First import: 1 policy in 1 version.
          """)
    }
  }

  @Test func `what matters most stands first in a release`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record([change(.added, "A", to: 1)])
      try archive.record(
        [change(.added, "B", to: 1), explained(change(.updated, "C", to: 2, from: 1))], at: 21)
      let lines = try archive.git("log", "-1", "--format=%b").split(separator: "\n")
      #expect(
        lines.prefix(2) == [
          "- C v1 → v2: +2 actions, scope of 1 changed; opens iam-005", "- B v1: added",
        ])
    }
  }

  @Test(arguments: [(5, "p1, p2, p3, p4, p5"), (7, "p1, p2, p3, p4, p5 and 2 more")])
  func `many ways to more permissions are counted in a list`(count: Int, text: String) {
    let paths = (1...count).map { "p\($0)" }
    let summary = explained(change(.updated, "C", to: 2, from: 1), paths: paths).summary
    #expect(summary == "C v1 → v2: +2 actions, scope of 1 changed; opens \(text)")
  }

  @Test func `a policy that allows everything is called so in a list`() {
    var change = explained(change(.updated, "C", to: 2, from: 1), paths: ["p1", "p2"])
    change.meaning?.signals.append(ChangeMeaning.fullWildcard)
    #expect(change.summary == "C v1 → v2: +2 actions, scope of 1 changed; allows every action")
  }

  @Test func `a burst of 369 changes is counted, not cut`() throws {
    try GitFixture.use { folder in
      let archive = try ArchiveFixture(folder)
      try archive.record((1...369).map { change(.added, "Policy\($0)", to: 1) })
      try archive.record((1...369).map { change(.reissued, "Policy\($0)", to: 2, from: 1) }, at: 21)
      let lines = try archive.git("log", "-1", "--format=%b").split(separator: "\n")
      #expect(lines.contains("- and 169 more"))
      #expect(lines.contains("Changes: 369"))
    }
  }
}
