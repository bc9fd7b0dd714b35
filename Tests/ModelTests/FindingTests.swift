import Model
import PolicyLanguage
import Testing

struct FindingTests {
  static let sample = Finding(
    type: .securityWarning, code: "PASS_ROLE_WITH_STAR_IN_RESOURCE", details: "a sentence",
    learnMoreLink: "https://example.com/#a",
    locations: [
      Location(
        path: [.value("Statement"), .index(2), .value("Action"), .index(0)], span: Span(4..<17)),
      Location(path: [.key("aws:TagKeys"), .substring(start: 1, length: 2)], span: Span(20..<22)),
    ])

  @Test func `a finding that was written is read as the same`() throws {
    let text = JSONWriter.compact(Self.sample.json)
    let document = try JSONDocument(parsing: text)
    #expect(Finding(document.root) == Self.sample)
  }

  @Test(arguments: [
    ("SECURITY_WARNING", "DISASTER"), ("findingDetails", "details"),
    (#""index":2"#, #""index":"2""#), (#""line":1"#, #""line":null"#),
  ])
  func `what has another form is no finding`(part: String, replacement: String) throws {
    let text = String(decoding: JSONWriter.compact(Self.sample.json), as: UTF8.self)
    #expect(text.contains(part))
    let document = try JSONDocument(
      parsing: Array(text.replacing(part, with: replacement).utf8))
    #expect(Finding(document.root) == nil)
  }

  @Test func `the worst type is the greatest`() {
    #expect(FindingType.allCases.sorted(by: >) == FindingType.allCases)
  }
}
