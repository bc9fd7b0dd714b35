import Compare
import Model
import PolicyLanguage
import Support
import Testing

@Suite struct `What a change says of itself` {
  private func meaning(
    _ kind: Change.Kind, _ old: JSONDocument?, _ new: JSONDocument?
  ) throws -> ChangeMeaning? {
    var reader = GrantsReader(try SampleServices.table())
    let change = Change(
      kind: kind, name: PolicyFixture.name("Example"), arn: nil,
      version: new.map { PolicyFixture.version("Example", 2, day: 2, $0) },
      previous: PolicyFixture.id(1), previousDocument: old, missed: [], departure: nil,
      isBackfilled: false, observedAt: PolicyFixture.day(2), sourceCommit: nil)
    return change.meaning(by: &reader)
  }

  @Test func `actions stand below their service and access level`() throws {
    let meaning = try #require(
      try meaning(
        .updated,
        SampleServices.document(SampleServices.allow("kms:Decrypt", "s3:ListAllMyBuckets")),
        SampleServices.document(
          SampleServices.allow("kms:Decrypt", rest: #""Resource": "arn:a""#),
          SampleServices.allow("kms:Encrypt", "s3:GetObject", "new:Thing"))))
    #expect(
      meaning.headline == "+2 actions, -1 action, +1 unknown action, scope of 1 changed")
    #expect(
      meaning.lines == [
        "AWS KMS, Write", "+ kms:Encrypt", "~ kms:Decrypt (resource narrower)", "",
        "new, unknown to the service data", "+ new:Thing", "",
        "Amazon S3, List", "- s3:ListAllMyBuckets", "",
        "Amazon S3, Read", "+ s3:GetObject",
      ])
    #expect(meaning.actionsAdded == 2)
    #expect(meaning.actionsChanged == 1)
    #expect(meaning.actionsRemoved == 1)
    #expect(meaning.signals == ["data-read s3:GetObject", "permissions-removed 1"])
  }

  @Test func `a long list is counted by service, and no name is cut`() throws {
    let many = (1...150).map { "new:Action\($0)" }
    let list = many.map { "\"\($0)\"" }.joined(separator: ", ")
    let document = PolicyFixture.parse(
      #"{"Statement": {"Effect": "Allow", "Action": [\#(list), "kms:*"], "Resource": "*"}}"#)
    let meaning = try #require(try meaning(.added, nil, document))
    #expect(
      meaning.lines == [
        "kms: +1 List, +1 Read, +2 Write", "new: +150 unknown to the service data",
      ])
  }

  @Test func `the same document in a new version means nothing`() throws {
    let document = SampleServices.document(SampleServices.allow("s3:*"))
    let meaning = try #require(try meaning(.reissued, document, document))
    #expect(meaning.headline == "nothing changed in effect")
    #expect(meaning.lines == [])
    #expect(meaning.rank == 0)
  }
}
