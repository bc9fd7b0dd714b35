import PolicyLanguage
import Testing

@testable import Configuration

/// A section in a section, as later ones will be.
private struct Outer: Section {
  static let members: [Member<Outer>] = [
    Member("inner", \.inner, .section(), about: "Inner, inside."),
    Member("flag", \.flag, .flag, about: "A flag."),
  ]

  var inner: Inner?
  var flag: Bool?
}

private struct Inner: Section {
  static let members: [Member<Inner>] = [
    Member("word", \.word, .choice(), about: "A word."),
    Member("text", \.text, .text, about: "A text."),
  ]

  enum Word: String, CaseIterable { case yes, no }
  var word: Word?
  var text: String?
}

@Suite struct SectionTests {
  private func read(_ text: String) throws -> (Outer?, [String]) {
    let document = try JSONDocument(parsing: Array(text.utf8))
    var report = Report(document, file: "f")
    let outer = Outer(document.root, &report)
    return (outer, report.problems.map(\.description))
  }

  @Test func `a section in a section is read and written`() throws {
    let text = #"{"inner":{"word":"no","text":"x"},"flag":true}"#
    let (outer, problems) = try read(text)
    #expect(problems.isEmpty)
    #expect(outer?.inner?.word == .no)
    #expect(outer.map { JSONWriter.compact($0.write()) } == Array(text.utf8))
  }

  @Test func `errors in a section name the way to it`() throws {
    let (_, problems) = try read(#"{"inner": {"text": 1, "word": "ye", "txt": 2}, "flag": {}}"#)
    #expect(
      problems == [
        "f:1:20: `inner.text` must be a string, not a number",
        "f:1:31: `ye` is no value of `inner.word`",
        "f:1:37: unknown key `txt` in `inner`",
        "f:1:56: `flag` must be true or false, not an object",
      ])
  }

  @Test func `a section that is no object is one error`() throws {
    #expect(try read(#"{"inner": 1}"#).1 == ["f:1:11: `inner` must be an object, not a number"])
  }

  @Test func `the schema follows the members`() {
    let schema: JSON = [
      "type": "object", "additionalProperties": false,
      "properties": [
        "inner": [
          "description": "Inner, inside.", "type": "object", "additionalProperties": false,
          "properties": [
            "word": ["description": "A word.", "enum": ["yes", "no"]],
            "text": ["description": "A text.", "type": "string"],
          ],
        ],
        "flag": ["description": "A flag.", "type": "boolean"],
      ],
    ]
    #expect(Outer.sectionSchema == schema)
  }
}
