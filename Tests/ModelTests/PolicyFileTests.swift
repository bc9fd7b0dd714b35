import Model
import PolicyLanguage
import Testing

@Suite struct PolicyFileTests {
  /// What MAMIP stored with an old command line: trailing spaces, another order, `Z`.
  static let legacy = """
    {
        "PolicyVersion": {
            "CreateDate": "2015-02-06T18:39:46Z", 
            "VersionId": "v1", 
            "Document": {
                "Version": "2012-10-17", 
                "Statement": [
                    {
                        "Action": "*", 
                        "Resource": "*", 
                        "Effect": "Allow"
                    }
                ]
            }, 
            "IsDefaultVersion": true
        }
    }
    """

  static let canonical = """
    {
        "PolicyVersion": {
            "Document": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Action": "*",
                        "Resource": "*",
                        "Effect": "Allow"
                    }
                ]
            },
            "VersionId": "v1",
            "IsDefaultVersion": true,
            "CreateDate": "2015-02-06T18:39:46+00:00"
        }
    }

    """

  static let document =
    #"{"Version":"2012-10-17","Statement":[{"Action":"*","Resource":"*","Effect":"Allow"}]}"#

  @Test func `an old file is written in today's form`() throws {
    let version = try decode(Self.legacy)
    #expect(version.name.text == "AdministratorAccess")
    #expect(version.id.number == 1)
    #expect(version.createDate.seconds == 1_423_247_986)
    #expect(version.isDefault)
    #expect(encode(version) == Self.canonical)
  }

  @Test(arguments: [
    Self.legacy, Self.canonical,
    #"{"PolicyVersion":{"Document":\#(Self.document),"VersionId":"v1","CreateDate":"#
      + #""2015-02-06T18:39:46.123Z"},"ResponseMetadata":{"x":[1]}}"#,
    #"{"Extra":null,"VersionId":"v1","CreateDate":"2015-02-06T20:39:46+02:00","IsDefaultVersion":"#
      + #"false,"Document":\#(Self.document)}"#,
    #"{"Document":"\#(Self.document.replacing("\"", with: "\\\""))","VersionId":"v1","#
      + #""CreateDate":"2015-02-06T18:39:46+00:00"}"#,
    #"{"Document":"\#(percentEncoded(Self.document))","VersionId":"v1","#
      + #""CreateDate":"2015-02-06T18:39:46+00:00"}"#,
  ])
  func `every form that archives hold becomes the same file`(_ text: String) throws {
    let encoded = encode(try decode(text))
    #expect(encoded == Self.canonical)
    #expect(encode(try decode(encoded)) == encoded)
  }

  @Test func `a version that was not the default says so until it is written`() throws {
    let version = try decode(Self.legacy.replacing("true", with: "false"))
    #expect(!version.isDefault)
    #expect(encode(version) == Self.canonical)
  }

  @Test func `the document's own order and numbers are kept`() throws {
    let document =
      #"{"Statement":{"Resource":"é\/\u0041","Effect":"Deny","Condition":{"B":1.50,"A":1e3}}}"#
    let file = encode(try decode(bare(document: document)))
    let order = ["Statement", "Resource", "Effect", "Condition", "\"B\": 1.50", "\"A\": 1e3"]
    let places = order.compactMap { file.firstRange(of: $0)?.lowerBound }
    #expect(places.count == order.count && places == places.sorted())
    #expect(file.contains("\"Resource\": \"é/A\""))
  }

  @Test func `percent-encoding keeps a plus sign and is not done twice`() throws {
    let document = #"{"Statement":{"Sid":"a+b %41"}}"#
    let version = try decode(bare(document: "\"\(percentEncoded(document))\""))
    #expect(version.document.root["Statement"]?["Sid"]?.string == "a+b %41")
  }

  struct Refusal: CustomTestStringConvertible {
    let text: String
    let message: String

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }

    var testDescription: String { message }
  }

  @Test(arguments: [
    Refusal("", "file is empty"),
    Refusal(" \r\n\t", "file is empty"),
    Refusal(
      "<html>", "file is not JSON: expected a value but found `<`: line 1, column 1"),
    Refusal(
      #"{"Document":{"Statement":{},"Statement":{}}}"#,
      "file is not JSON: member `Statement` occurs twice, first on line 1: line 1, column 29"),
    Refusal(
      "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> 1a2b3c4\n}",
      "file holds merge conflict markers"),
    Refusal("[]", "file is not a policy version: it is not an object"),
    Refusal("{}", "file is not a policy version: it has neither `PolicyVersion` nor `Document`"),
    Refusal(
      #"{"PolicyVersion":[]}"#,
      "file is not a policy version: its `PolicyVersion` is not an object"),
    Refusal(#"{"PolicyVersion":{}}"#, "file is not a policy version: it has no `Document`"),
    Refusal(bare(version: nil), "file is not a policy version: it has no `VersionId`"),
    Refusal(bare(version: "6"), "file is not a policy version: its `VersionId` is not a text"),
    Refusal(
      bare(version: "\"6\""),
      "`6` is not a version: expected `v` and a number, such as `v6`"),
    Refusal(
      bare(version: #""v1\n::error::""#),
      "`v1\\u{a}::error::` is not a version: expected `v` and a number, such as `v6`"),
    Refusal(bare(date: nil), "file is not a policy version: it has no `CreateDate`"),
    Refusal(
      bare(date: "2025-02-30T00:00:00Z"),
      "`2025-02-30T00:00:00Z` is not a date: expected such as `2026-03-04T19:12:14+00:00`"),
    Refusal(
      bare(date: "1969-12-31T23:59:59Z"),
      "`1969-12-31T23:59:59Z` is not a date: expected such as `2026-03-04T19:12:14+00:00`"),
    Refusal(
      bare(isDefault: "\"true\""),
      "file is not a policy version: its `IsDefaultVersion` is neither true nor false"),
    Refusal(bare(document: "{}"), "document has no statement"),
    Refusal(bare(document: #"{"Statement":[]}"#), "document has no statement"),
    Refusal(bare(document: #"{"Statement":[{},1]}"#), "document has no statement"),
    Refusal(bare(document: #"{"Statement":"*"}"#), "document has no statement"),
    Refusal(bare(document: #"{"Statement":null}"#), "document has no statement"),
    Refusal(bare(document: #""[1]""#), "document has no statement"),
    Refusal(
      bare(document: "[]"), "file is not a policy version: its `Document` is not an object"),
    Refusal(bare(document: "\" \""), "file is not a policy version: its `Document` is empty"),
    Refusal(
      bare(document: #""{\n]""#),
      "file is not a policy version: its `Document` is a text that is not JSON: "
        + "expected a member name in quotes but found `]`: line 2, column 1"),
    Refusal(
      bare(document: "\"%7\""),
      "file is not a policy version: its `Document` is not percent-encoded as it should be"),
    Refusal(
      bare(document: "\"%G0\""),
      "file is not a policy version: its `Document` is not percent-encoded as it should be"),
    Refusal(
      bare(document: "\"%FF\""),
      "file is not a policy version: its `Document` is a text that is not JSON: "
        + "text is not UTF-8: line 1, column 1"),
  ])
  func `what is not a policy version is refused with a reason`(_ refusal: Refusal) throws {
    let error = #expect(throws: PolicyFileError.self) { try decode(refusal.text) }
    #expect(error?.description == refusal.message)
  }

  @Test func `a document of AWS's wire must have a statement too`() throws {
    let document = try PolicyDocumentText.parse(Array(percentEncoded(Self.document).utf8))
    #expect(document.root["Statement"]?.count == 1)
    #expect(throws: PolicyFileError.empty) { try PolicyDocumentText.parse([0x20]) }
    #expect(throws: PolicyFileError.noStatement) {
      try PolicyDocumentText.parse(Array("%7B%7D".utf8))
    }
    #expect(throws: PolicyFileError.self) { try PolicyDocumentText.parse(Array("{".utf8)) }
  }

  private func decode(_ text: String) throws -> PolicyVersion {
    try PolicyFile.decode(
      Array(text.utf8), name: #require(PolicyName("AdministratorAccess")))
  }

  private func encode(_ version: PolicyVersion) -> String {
    String(decoding: PolicyFile.encode(version), as: UTF8.self)
  }
}

/// A file without the wrapper; what is nil is left out.
private func bare(
  document: String = PolicyFileTests.document, version: String? = "\"v1\"",
  date: String? = "2015-02-06T18:39:46Z", isDefault: String? = nil
) -> String {
  let members = [
    "\"Document\":\(document)", version.map { "\"VersionId\":\($0)" },
    date.map { "\"CreateDate\":\"\($0)\"" }, isDefault.map { "\"IsDefaultVersion\":\($0)" },
  ]
  return "{\(members.compactMap(\.self).joined(separator: ","))}"
}

/// Spelled as IAM does: everything but RFC 3986's unreserved characters is encoded, and `+` is
/// left alone here to see that it stays.
private func percentEncoded(_ text: String) -> String {
  text.utf8.map { byte in
    let scalar = Unicode.Scalar(byte)
    let isPlain = scalar.properties.isAlphabetic || "0123456789-._~+".utf8.contains(byte)
    return isPlain ? String(scalar) : "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
  }.joined()
}
