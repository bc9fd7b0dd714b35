import Model
import PolicyLanguage
import Support
import Testing

@testable import Reports

/// The same report in each format.
struct FormatTests {
  @Test func `the text shows line, excerpt, message, hint and link`() throws {
    #expect(
      Sample.write(try Sample.report(), as: "text") == """
        policies/Mine:6:25: security warning PASS_ROLE_WITH_STAR_IN_RESOURCE: Roles can be passed.
          6 | "Action": ["é:A", "iam:PassRole"],
            |                   ^^^^^^^^^^^^^^
          also: 7:19
          hint: Name them.
          https://example.com/#x

        policies/Mine:8:38: error MISSING_QUALIFIER: Add one.
          8 | "Condition": {"StringEquals": {"aws:TagKeys": "a"}}
            |                                ^^^^^^^^^^^^^
          https://example.com/#x

        1 policy: 1 error, 1 security warning, 0 warnings, 0 suggestions (offline 2026-10-27)

        """)
  }

  @Test func `only on a terminal the text has colour`() throws {
    let plain = Sample.write(try Sample.report(), as: "text")
    let colored = Sample.write(try Sample.report(), as: "text", hasColor: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.replacing(#/\u{1B}\[\d*m/#, with: "") == plain)
    #expect(colored.contains("\u{1B}[31merror\u{1B}[0m MISSING_QUALIFIER"))
  }

  @Test func `the text names the policy where the file does not, and the way in a string`() throws {
    let text = #"{"Document": "{\"Statement\": [{\"Action\": [\"a\", \"b\"]}]}"}"#
    var report = try Sample.report([EngineFinding(Sample.passRole)], file: "a.json", text: text)
    #expect(Sample.write(report, as: "text").contains("  inside: /Statement/0/Action/1\n"))
    report = try Sample.report(
      [EngineFinding(Sample.qualifier)], file: "t.json",
      text: #"""
        {"Resources": {"P": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {}}}}}
        """#)
    #expect(Sample.write(report, as: "text").contains("error MISSING_QUALIFIER in P: Add one.\n"))
  }

  @Test func `JSON has an entry for each policy, with or without findings`() throws {
    let report = try Sample.report([EngineFinding(Sample.qualifier)])
    let entry = PolicyFixture.parse(Sample.write(report, as: "json")).root.elements.map { $0 }[0]
    #expect(
      entry.members.map(\.name) == ["file", "policy", "policyType", "pointer", "findings"])
    #expect(entry["file"]?.string == "policies/Mine")
    #expect(entry["policy"]?.string == "Mine")
    #expect(entry["policyType"]?.string == "IDENTITY_POLICY")
    #expect(entry["findings"]?.elements.compactMap { Finding($0) } == [Sample.qualifier])
    let clean = PolicyFixture.parse(Sample.write(try Sample.report([]), as: "json")).root
    #expect(clean.elements.map { $0["findings"]?.count } == [0])
  }

  @Test func `what only one of two engines reports is marked`() throws {
    let report = try Sample.report([EngineFinding(Sample.qualifier, onlyIn: "offline")])
    #expect(
      Sample.write(report, as: "text").contains("MISSING_QUALIFIER (only offline): Add one.\n"))
    let json = PolicyFixture.parse(Sample.write(report, as: "json")).root
    let finding = json.elements.map { $0 }.first?["findings"]?.elements.map { $0 }.first
    #expect(finding?["onlyIn"]?.string == "offline")
    #expect(
      report.summary == "1 policy: 1 error, 0 security warnings, 0 warnings, 0 suggestions, "
        + "1 reported by one engine only (offline 2026-10-27)")
    var lenient = report
    lenient.threshold = .never
    #expect(lenient.hasFailed)
  }

  @Test func `workflow commands carry file, line and column, and can do nothing else`() throws {
    let finding = Sample.finding(
      .suggestion, "A_B", "100 %\n::error::x", at: Sample.statement)
    let report = try Sample.report(
      [EngineFinding(Sample.qualifier), EngineFinding(finding)], file: "a,b:c")
    #expect(
      Sample.write(report, as: "github") == """
        ::error file=a%2Cb%3Ac,line=8,endLine=8,col=38,endColumn=51,title=MISSING_QUALIFIER::\
        a,b:c: Add one.
        ::notice file=a%2Cb%3Ac,line=4,endLine=9,title=A_B::a,b:c: 100 %25%0A::error::x
        1 policy: 1 error, 0 security warnings, 0 warnings, 1 suggestion (offline 2026-10-27)

        """)
  }

  @Test func `JUnit has a test for each policy, which fails from the threshold on`() throws {
    let finding = Sample.finding(.warning, "A_B", "<&\"\u{1}>", at: [])
    let report = try Sample.report([EngineFinding(Sample.qualifier), EngineFinding(finding)])
    #expect(
      Sample.write(report, as: "junit") == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="1" failures="1" errors="0">
          <testsuite name="mamip-bot validate" tests="1" failures="1" errors="0">
            <testcase classname="policies/Mine" name="Mine">
              <failure type="ERROR" message="MISSING_QUALIFIER">policies/Mine:8:38: error \
        MISSING_QUALIFIER: Add one.</failure>
              <system-out>policies/Mine:1:1: warning A_B: &lt;&amp;&quot;\\u{1}&gt;</system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
    let clean = Sample.write(try Sample.report([]), as: "junit")
    #expect(clean.contains(#"<testcase classname="policies/Mine" name="Mine"/>"#))
  }

  @Test(arguments: ["text", "json", "github", "junit", "sarif"])
  func `no format is silent about what was not validated or not read`(format: String) throws {
    var report = try Sample.report([], notValidated: "it is too large")
    report.failures = [
      FileFailure(
        file: "b", message: "nesting deeper than 512",
        position: JSONPosition(at: 3, in: Array("1\n23".utf8)), hint: "nest it less")
    ]
    #expect(!report.isWhole)
    let text = Sample.write(report, as: format)
    #expect(text.contains("it is too large"))
    #expect(text.contains("nesting deeper than 512"))
    #expect(text.contains("nest it less"))
    #expect(format != "text" || text.contains("\n  hint: nest it less\n"))
    #expect(format != "text" || text.contains("policies/Mine:1:1: not validated: it is too"))
    #expect(format != "text" || text.contains("b:2:2: not read: nesting"))
    #expect(format != "json" || text.contains(#""findings": null"#))
    #expect(format != "sarif" || text.contains(#""executionSuccessful": false"#))
    #expect(format != "junit" || text.contains(#"errors="2""#))
  }
}
