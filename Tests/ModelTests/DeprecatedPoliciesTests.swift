import Model
import PolicyLanguage
import Testing

@Suite struct DeprecatedPoliciesTests {
  static let ours = """
    {
        "deprecated_policies": [
            {
                "policy_name": "AWS_Config_Role",
                "deprecated_date": "2025-08-14",
                "reason": "no longer listed by AWS",
                "last_version": "v3",
                "arn": "arn:aws:iam::aws:policy/service-role/AWS_Config_Role"
            },
            {
                "policy_name": "CloudSearchFullAccess",
                "deprecated_date": "Unknown",
                "reason": "removed from the source"
            }
        ]
    }

    """

  @Test func `our own form is written as it was read`() throws {
    let decoded = try decode(Self.ours)
    let name = try #require(PolicyName("AWS_Config_Role"))
    let entry = try #require(decoded.policies[name])
    #expect(entry.date == "2025-08-14")
    #expect(entry.reason == "no longer listed by AWS")
    #expect(entry.lastVersion?.number == 3)
    #expect(entry.arn?.hasPrefix("arn:aws:") == true)
    #expect(decoded.problems.isEmpty)
    #expect(text(DeprecatedPolicies.encode(decoded.policies.values)) == Self.ours)
  }

  @Test func `the flat form is what MAMIP's readers know`() throws {
    let flat = """
      {
          "AWS_Config_Role": "2025-08-14",
          "CloudSearchFullAccess": "Unknown"
      }

      """
    let decoded = try decode(Self.ours)
    #expect(text(DeprecatedPolicies.encodeFlat(decoded.policies.values)) == flat)
    let again = try decode(flat)
    #expect(again.problems.isEmpty)
    #expect(text(DeprecatedPolicies.encodeFlat(again.policies.values)) == flat)
  }

  @Test(arguments: [
    #"["B", "A"]"#, #"[{"policy_name": "A"}, "B"]"#, #"{"A": "Unknown", "B": null}"#,
    #"{"deprecated_policies": {"B": "Unknown", "A": "Unknown"}}"#,
  ])
  func `every form that archives hold is read`(_ form: String) throws {
    let decoded = try decode(form)
    #expect(decoded.policies.keys.sorted().map(\.text) == ["A", "B"])
    #expect(decoded.policies.values.allSatisfy { $0.date == "Unknown" && $0.lastVersion == nil })
    #expect(decoded.policies.values.allSatisfy { $0.reason == "no longer listed by AWS" })
    #expect(decoded.problems.isEmpty)
  }

  @Test(arguments: [
    (#"["X.json", "A"]"#, "`X.json` is not a policy's name"),
    (#"["../x", "A"]"#, "`../x` is not a policy's name"),
    (#"["\n::error::", "A"]"#, "`\\u{a}::error::` is not a policy's name"),
    (#"["A", "A"]"#, "`A` occurs twice"),
    (#"[1, "A"]"#, "an entry has no `policy_name`"),
    (#"[{"name": "B"}, "A"]"#, "an entry has no `policy_name`"),
    (#"{"A": "2025-02-30"}"#, "`A` has a date that is not one"),
    (#"{"A": 20250214}"#, "`A` has a date that is not one"),
    (#"[{"policy_name": "A", "last_version": "3"}]"#, "`A` has a version that is not one"),
  ])
  func `a bad entry is reported, and the others are read`(_ form: String, problem: String) throws {
    let decoded = try decode(form)
    #expect(decoded.problems == [problem])
    #expect(decoded.policies.keys.map(\.text) == ["A"])
    #expect(decoded.policies.values.allSatisfy { $0.date == "Unknown" })
  }

  @Test func `a date may have a time, which is dropped`() throws {
    let decoded = try decode(#"{"A": "2025-08-14T23:30:00-01:00"}"#)
    #expect(decoded.policies.values.map(\.date) == ["2025-08-15"])
  }

  @Test func `an empty file holds nothing, and says so`() throws {
    #expect(try decode(" \n").problems == ["file is empty"])
    #expect(try decode("[]").problems.isEmpty)
    #expect(text(DeprecatedPolicies.encodeFlat([])) == "{}\n")
    let none = "{\n    \"deprecated_policies\": []\n}\n"
    #expect(text(DeprecatedPolicies.encode([])) == none)
  }

  @Test func `what is no list is refused`() {
    #expect(throws: DeprecatedPolicies.DecodingError.notAList) { try decode("1") }
    #expect(throws: DeprecatedPolicies.DecodingError.conflictMarkers) {
      try decode("<<<<<<< HEAD\n[]\n=======\n{}\n>>>>>>> x\n")
    }
    let error = #expect(throws: DeprecatedPolicies.DecodingError.self) { try decode("{") }
    #expect(error?.description.hasPrefix("file is not JSON: expected a member name") == true)
  }

  private func decode(_ text: String) throws -> DeprecatedPolicies.Decoded {
    try DeprecatedPolicies.decode(Array(text.utf8))
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
