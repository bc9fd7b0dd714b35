import Compare
import Git
import History
import Model
import PolicyLanguage
import Questions
import Support
import Testing

/// An archive that the bot did not write, with all that is no version.
struct SampleArchive {
  static let services = [
    ServiceRecord(
      prefix: "s3", name: "Amazon S3",
      actions: [
        Action(name: "DeleteObject", accessLevel: .write),
        Action(name: "GetObject", accessLevel: .read),
        Action(name: "ListBucket", accessLevel: .list),
        Action(name: "PutObject", accessLevel: .write),
      ])
  ]

  let reader: ArchiveReader
  let tip: ObjectID
  let grants: GrantsReader

  /// Makes an archive of commits, each a time and files; nil removes one.
  static func use(
    _ commits: [[String: String?]], _ body: (SampleArchive) throws -> Void
  ) throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "-q", "-b", "main", "archive")
      for (index, files) in commits.enumerated() {
        for (name, text) in files {
          if let text {
            try fixture.write("archive/\(name)", text)
          } else {
            try fixture.delete("archive/\(name)")
          }
        }
        try fixture.git("add", "-A", in: "archive")
        try fixture.git("commit", "-q", "--allow-empty", "-m", "Change \(index)", in: "archive")
      }
      let repository = try Repository.open(at: fixture.at("archive"), discover: false)
      let tip = try #require(try repository.head().id)
      let reference = try ServiceReference(
        parsing: ServiceReferenceWriter.text(date: "2026-10-27", services: services))
      try body(
        SampleArchive(
          reader: ArchiveReader(repository), tip: tip,
          grants: GrantsReader(ActionTable(reference))))
    }
  }

  /// A policy file as the archive has it.
  static func file(_ number: Int, _ actions: String..., layout: String = "") -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    let day = number < 10 ? "0\(number)" : "\(number)"
    return #"{"PolicyVersion": {"Document": {"Statement": [{"Effect": "Allow", "Action": ["#
      + list + #"], "Resource": "*"}]}, "VersionId": "v\#(number)", "#
      + #""CreateDate": "2026-01-\#(day)T12:00:00Z"}}"# + layout
  }

  func log(_ names: String...) throws -> [LogEntry] {
    try PolicyLog(
      of: names.isEmpty ? nil : Set(names.map(PolicyFixture.name)), from: tip, in: reader, grants
    ).entries
  }
}

@Suite struct `The log of an archive` {
  @Test func `only what differs in number or document is a version`() throws {
    try SampleArchive.use([
      ["policies/A": SampleArchive.file(1, "s3:GetObject")],
      ["policies/A": SampleArchive.file(1, "s3:GetObject", layout: "\n\n")],
      ["policies/A": ""],
      ["policies/A": SampleArchive.file(2, "s3:Get*")],
      ["policies/A": SampleArchive.file(3, "s3:Get*")],
      ["policies/A": SampleArchive.file(4, "s3:*")],
      ["policies/A": SampleArchive.file(3, "s3:Get*")],
      ["policies/A": nil],
      ["policies/A": SampleArchive.file(5, "s3:PutObject")],
    ]) { archive in
      let entries = try archive.log()
      #expect(
        entries.map(\.kind) == [
          .restored, .deprecated, .reverted, .updated, .reissued, .updated, .added,
        ])
      #expect(entries.map { $0.delta.added.count } == [1, 0, 0, 3, 0, 0, 1])
      #expect(entries.map { $0.delta.removed.count } == [0, 1, 3, 0, 0, 0, 0])
      #expect(entries.map { $0.version?.number } == [5, nil, 3, 4, 3, 2, 1])
      #expect(entries.map { $0.previous?.number } == [nil, 3, 4, 3, 2, 1, nil])
      #expect(entries.last?.signals == [.dataRead("s3:GetObject")])
    }
  }
}
