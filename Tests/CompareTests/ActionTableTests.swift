import Compare
import PolicyLanguage
import Support
import Testing

/// Which services a table reads for some documents.
@Suite struct ActionTableTests {
  private static let all = ["kms", "s3"]

  @Test(arguments: [
    (SampleServices.allow("s3:GetObject", "S3:Put*"), ["s3"]),
    (SampleServices.deny("kms:*"), ["kms"]),
    (SampleServices.allow("invented:Action"), []),
    (SampleServices.allow("kms:ListKeys", "*"), all),
    (SampleServices.allow("k?s:ListKeys"), all),
    (SampleServices.allow("s3"), all),
    (#"{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}"#, all),
    (#"{"Effect": "Allow", "Resource": "*"}"#, []),
  ])
  func `a table holds the services that documents can speak of`(
    statement: String, expected: [String]
  ) throws {
    let reference = try ServiceReference(
      parsing: ServiceReferenceWriter.text(date: "2026-10-27", services: SampleServices.services))
    let table = ActionTable(reference, for: [SampleServices.document(statement)])
    #expect(table.prefixes.sorted() == expected)
    let (few, whole) = (GrantsReader(table), GrantsReader(try SampleServices.table()))
    let granted = [few, whole].map { reader in
      var reader = reader
      let grants = reader.grants(of: SampleServices.document(statement))
      return reader.table.sortedNames(of: grants.actions)
    }
    #expect(granted[0] == granted[1])
  }

  @Test func `a statement that stands in the next document again means the same there`() throws {
    let statements = [
      SampleServices.allow("s3:Get*", "kms:Decrypt"), SampleServices.deny("s3:GetObject"),
    ]
    var reader = GrantsReader(try SampleServices.table())
    for document in [
      SampleServices.document(statements[0]), SampleServices.document(statements[1]),
      SampleServices.document(statements[0], statements[1], statements[0]),
    ] {
      var fresh = GrantsReader(reader.table)
      #expect(reader.grants(of: document).actions == fresh.grants(of: document).actions)
    }
  }
}
