import Model
import PolicyLanguage
import Testing

@testable import Validate

@Suite struct ValidatorTests {
  private func findings(
    _ text: String, type: PolicyType = .identity, asOf: String? = nil
  ) throws -> [Finding] {
    let validator = Validator(
      reference: try SampleServices.reference(), type: type, asOf: asOf)
    return try validator.findings(in: Array(text.utf8))
  }

  @Test func `a finding is what the service would send`() throws {
    let finding = try #require(
      try findings(
        """
        {
          "Version": "2012-10-17",
          "Statement": {"Effect": "Allow", "Action": ["s3:GetObject", "s3:Nothing"],
            "Resource": "*"}
        }
        """
      ).first)
    let json = String(decoding: JSONWriter.canonical(finding.json, indentedBy: 2), as: UTF8.self)
    #expect(
      json == """
        {
          "findingDetails": "The action s3:Nothing does not exist.",
          "findingType": "ERROR",
          "issueCode": "INVALID_ACTION",
          "learnMoreLink": "https://docs.aws.amazon.com/IAM/latest/UserGuide/\
        access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-\
        error-invalid-action",
          "locations": [
            {
              "path": [
                {
                  "value": "Statement"
                },
                {
                  "value": "Action"
                },
                {
                  "index": 1
                }
              ],
              "span": {
                "start": {
                  "line": 1,
                  "column": 86,
                  "offset": 86
                },
                "end": {
                  "line": 1,
                  "column": 98,
                  "offset": 98
                }
              }
            }
          ]
        }
        """)
  }

  @Test func `findings are sorted by place, then by code`() throws {
    let codes = try findings(
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
      "Action": ["*", "s3:Nothing"]}]}
      """
    ).map(\.code.description)
    #expect(
      codes == [
        "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE",
        "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE", "REDUNDANT_ACTION", "INVALID_ACTION",
      ])
  }

  @Test func `the day decides which rules apply`() throws {
    let text = Example.condition(#"{"StringLike": {"aws:SourceArn": "*"}}"#).text
    let codes = try ["2024-11-20", "2024-11-21", "2025-07-31"].map { day in
      Set(try findings(text, asOf: day).map(\.code.description))
    }
    #expect(
      codes == [
        [], ["STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"],
        ["EQUIVALENT_TO_NULL_FALSE", "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"],
      ])
  }

  @Test func `what AWS has removed is there until half a month after it was last seen`() throws {
    for action in ["sqs:SendOldMessage", "sqs:SendOld*"] {
      let text = Example.action("\"\(action)\"").text
      #expect(try findings(text, asOf: "2026-07-15").isEmpty)
      #expect(try findings(text, asOf: "2026-07-16").map(\.code) == ["INVALID_ACTION"])
    }
  }

  @Test func `the type of the policy decides which rules apply`() throws {
    let text = #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*"}]}"#
    let codes = try PolicyType.allCases.map { try findings(text, type: $0).map(\.code.description) }
    #expect(
      codes == [
        ["MISSING_RESOURCE"], ["MISSING_PRINCIPAL", "MISSING_RESOURCE"], ["MISSING_RESOURCE"],
        ["MISSING_RESOURCE", "RCP_SYNTAX_ERROR_PRINCIPAL"], ["MISSING_PRINCIPAL"],
      ])
  }

  @Test func `a text that is not JSON is a finding with line and column`() throws {
    let finding = try #require(try findings("{\n  \"Version\": 1,\n  \"Version\": 2}").first)
    #expect(finding.code == "JSON_SYNTAX_ERROR")
    #expect(finding.details == "Fix the JSON syntax error at index 20 line 3 column 2.")
    #expect(finding.locations.map(\.path) == [[]])
  }

  @Test func `a text that is too deep is an error, as nothing is known of it`() {
    #expect(throws: JSONSyntaxError.self) {
      try findings(String(repeating: "[", count: 600) + String(repeating: "]", count: 600))
    }
  }

  @Test func `places outside ASCII count as they are escaped`() throws {
    let finding = try #require(
      try findings(#"{"Id": "é😀", "Version": "2013-01-01", "Statement": []}"#).first)
    #expect(finding.locations.map(\.span) == [Span(40..<52)])
  }

  @Test func `all of AWS's checks are built or listed with a reason`() {
    let codes = Catalogue.checks.map { $0.code } + UnbuiltCheck.all.map(\.code)
    #expect(Set(codes).count == 157)
    #expect(codes.count == 157)
  }

  @Test func `the page names every check once`() {
    let lines = CheckList.markdown.split(separator: "\n")
    for check in Catalogue.checks {
      #expect(lines.count { $0 == "### \(check.code)" } == 1)
    }
  }
}
