import Model
import PolicyLanguage
import Testing

@testable import Reports

/// What is left out of a report, and that it says so.
struct FindingFilterTests {
  @Test(arguments: ["", "a", "A-B", ":P", "A:", "A B"])
  func `what is no code is not taken for one`(text: String) {
    #expect(Ignore(text) == nil)
  }

  @Test(arguments: [
    (["MISSING_QUALIFIER"], 1, 0), (["MISSING_QUALIFIER:Mine"], 1, 0),
    (["MISSING_QUALIFIER:Other"], 0, 1), (["NO_SUCH"], 0, 1),
    (["MISSING_QUALIFIER", "PASS_ROLE_WITH_STAR_IN_RESOURCE:Mine"], 2, 0),
  ])
  func `an ignored code is left out, in one policy or all`(
    texts: [String], ignored: Int, unused: Int
  ) throws {
    var report = try Sample.report()
    #expect(report.leaveOut(texts.compactMap { Ignore($0) }).count == unused)
    #expect(report.ignoredCount == ignored)
    #expect(report.findings.count == 2 - ignored)
    #expect(report.hasFailed == (ignored == 0))
  }

  @Test func `a baseline that was written is read as the same, and knows its findings`() throws {
    let twice = [Sample.passRole, Sample.passRole, Sample.qualifier].map { EngineFinding($0) }
    let baseline = Baseline(try Sample.report(twice))
    let text = String(decoding: JSONWriter.compact(baseline.json), as: UTF8.self)
    #expect(
      text == #"{"findings":[{"policy":"Mine","issueCode":"MISSING_QUALIFIER","#
        + #""findingDetails":"Add one."},{"policy":"Mine","#
        + #""issueCode":"PASS_ROLE_WITH_STAR_IN_RESOURCE","#
        + #""findingDetails":"Roles can be passed. Name them.","count":2}]}"#)
    #expect(Baseline(try JSONDocument(parsing: Array(text.utf8))) == baseline)

    var report = try Sample.report(twice + [EngineFinding(Sample.qualifier)])
    report.leaveOut(baseline)
    #expect(report.knownCount == 3)
    #expect(report.findings.map(\.finding) == [Sample.qualifier])
    #expect(report.hasFailed)
  }

  @Test(arguments: [
    "[]", "{}", #"{"findings": 1}"#, #"{"findings": [{"policy": "a"}]}"#,
    #"{"findings": [{"policy": "a", "issueCode": "B", "findingDetails": "c", "count": 0}]}"#,
  ])
  func `another file is no baseline`(text: String) throws {
    #expect(Baseline(try JSONDocument(parsing: Array(text.utf8))) == nil)
  }

  @Test(arguments: [
    (Threshold.error, [FindingType.error]), (.securityWarning, [.error, .securityWarning]),
    (.warning, [.error, .securityWarning, .warning]), (.suggestion, FindingType.allCases),
    (.never, []),
  ])
  func `a threshold includes the ones before it`(threshold: Threshold, types: [FindingType]) {
    #expect(FindingType.allCases.filter { threshold.isMet(by: $0) } == types)
  }
}
