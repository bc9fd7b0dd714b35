import Inputs
import Model
import PolicyLanguage
import Testing

@testable import Reports

/// Where findings stand in the file as it lies on disk.
struct PlaceTests {
  /// The places of one finding, as `line:column-line:column`.
  private static func places(
    of finding: Finding, in text: String
  ) throws -> [String] {
    let report = try Sample.report([EngineFinding(finding)], text: text)
    return report.policies[0].findings[0].places.map {
      "\($0.start.line):\($0.start.column)-\($0.end.line):\($0.end.column)"
    }
  }

  @Test func `places are the tokens of the file, counted in characters`() throws {
    #expect(
      try Self.places(of: Sample.passRole, in: Sample.text) == ["6:25-6:39", "7:19-7:22"])
    #expect(try Self.places(of: Sample.qualifier, in: Sample.text) == ["8:38-8:51"])
  }

  @Test func `in the archive's form the place is in the file, not in the document`() throws {
    let text = "{\"PolicyVersion\": {\"Document\":\n" + Sample.text + "}}"
    #expect(try Self.places(of: Sample.qualifier, in: text) == ["9:38-9:51"])
  }

  @Test func `a finding about the whole document stands at the whole document`() throws {
    let whole = Sample.finding(.warning, "SIZE", "Too long.", at: [])
    #expect(try Self.places(of: whole, in: #"{"Document": {"a": 1}}"#) == ["1:14-1:22"])
    let nowhere = Sample.finding(.warning, "SIZE", "Too long.")
    #expect(try Self.places(of: nowhere, in: #"{"Document": {"a": 1}}"#) == ["1:14-1:22"])
  }

  @Test func `a finding in the text of a string stands at that string`() throws {
    let text = #"{"Document": "{\"Statement\": [{\"Action\": [\"a\", \"b\"]}]}"}"#
    #expect(try Self.places(of: Sample.passRole, in: text) == ["1:14-1:63"])
  }

  @Test func `a path that the document does not have leads as far as it can`() throws {
    let finding = Sample.finding(.error, "A", "a", at: [.value("Statement"), .index(7)])
    #expect(try Self.places(of: finding, in: Sample.text) == ["3:16-10:4"])
  }

  @Test func `a text that is not JSON is wrong at one place`() throws {
    let finding = Sample.finding(.error, "JSON_SYNTAX_ERROR", "Fix it.", at: [])
    #expect(try Self.places(of: finding, in: "{\n  é") == ["2:3-2:4"])
    #expect(try Self.places(of: finding, in: "") == ["1:1-1:1"])
  }

  @Test func `many places are found as one by one`() throws {
    let text = Array(Sample.text.utf8)
    let offsets = [0, text.count + 5, 40, 40, 3, 90, 91, 92, text.count]
    #expect(
      JSONPosition.all(at: offsets, in: text)
        == offsets.map { JSONPosition(at: $0, in: text) })
  }

  @Test func `findings in each of many statements take no more than linear time`() throws {
    let count = 20_000
    let statements = repeatElement(#"{"Action": "a"}"#, count: count).joined(separator: ", ")
    let findings = (0..<count).map {
      EngineFinding(
        Sample.finding(
          .error, "A", "a", at: [.value("Statement"), .index($0), .value("Action")]))
    }
    let report = try Sample.report(findings, text: "{\"Statement\": [\(statements)]}")
    let last = try #require(report.findings.last?.places.first)
    #expect(last.start.column == 16 + 17 * (count - 1) + 11)
  }
}

/// What is shown of the line.
struct ExcerptTests {
  private static func excerpt(of part: String, in text: String) throws -> [String] {
    let range = try #require(text.utf8.firstRange(of: part.utf8))
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let excerpt = Excerpt(of: start..<start + part.utf8.count, in: Array(text.utf8))
    return [excerpt.before, excerpt.marked, excerpt.behind]
  }

  @Test func `a short line is shown whole, without its indentation`() throws {
    #expect(
      try Self.excerpt(of: #""b""#, in: "{\n \t \"a\": \"b\",\r\n}") == [
        #""a": "#, #""b""#, ",",
      ])
  }

  @Test func `of a long line the surroundings are shown`() throws {
    let long = String(repeating: "x", count: 200)
    let shown = try Self.excerpt(of: "HERE", in: long + "HERE" + long)
    #expect(
      shown == [
        "…" + String(repeating: "x", count: 48), "HERE", String(repeating: "x", count: 60) + "…",
      ])
  }

  @Test func `of a place of several lines the first is shown`() throws {
    #expect(try Self.excerpt(of: "{\n}", in: "a {\n} b") == ["a ", "{", ""])
  }

  @Test func `nothing that is shown can do anything`() throws {
    #expect(
      try Self.excerpt(of: "b\u{1B}[31m", in: "a\tb\u{1B}[31m\u{202E}c") == [
        #"a\u{9}"#, #"b\u{1b}[31m"#, #"\u{202e}c"#,
      ])
  }
}
