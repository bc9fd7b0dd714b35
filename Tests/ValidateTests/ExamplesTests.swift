import Model
import PolicyLanguage
import Testing

@testable import Validate

@Suite struct ExamplesTests {
  @Test(arguments: Catalogue.checks.map(CheckUnderTest.init))
  func `a check reports what its examples mark, and nothing else`(_ subject: CheckUnderTest) throws
  {
    let examples = subject.check.examples
    #expect(!examples.reported.isEmpty, "a check needs an example of what it reports")
    #expect(!examples.accepted.isEmpty, "a check needs an example of what it accepts")
    for example in examples.reported {
      let text = MarkedText(example.text)
      let findings = try subject.findings(in: example)
      #expect(findings.count == 1, "\(example)")
      #expect(
        try findings.first.map { try offsets(of: $0, in: text) } == text.offsets, "\(example)")
    }
    for example in examples.accepted {
      #expect(try subject.findings(in: example) == [], "\(example)")
    }
  }

  /// Where a finding's locations are in the text as it was written.
  private func offsets(of finding: Finding, in text: MarkedText) throws -> [Int] {
    if finding.code == JsonSyntaxError.code {
      return finding.locations.map(\.span.start.offset)
    }
    let document = try JSONDocument(parsing: text.text)
    return try finding.locations.map { location in
      try #require(location.node(in: document)).span.lowerBound
    }
  }
}

/// A check that names itself in the list of tests.
struct CheckUnderTest: Sendable, CustomTestStringConvertible {
  let check: any PolicyCheck.Type

  var testDescription: String { check.code.description }

  /// What this check alone says of an example, on a day on which it is in force.
  func findings(in example: Example) throws -> [Finding] {
    let day = check.days.contains(SampleServices.date) ? SampleServices.date : check.days.last
    let validator = Validator(
      reference: try SampleServices.reference(), type: example.type, asOf: day)
    return try validator.findings(in: MarkedText(example.text).text)
      .filter { $0.code == check.code }
  }
}
