import Model
import Testing

@testable import News

/// How texts are made of templates and news.
@Suite struct MessageTests {
  let archive = ArchiveAddress(server: "https://github.com", repository: "o/r")

  private func form(
    _ template: String, charactersMax: Int = .max, markup: Markup = Markup()
  ) throws -> MessageForm {
    MessageForm(
      standard: try MessageTemplate(template), markup: markup, fits: { $0.count <= charactersMax })
  }

  private func text(
    _ template: String, _ news: ReleaseNews, charactersMax: Int = .max
  ) throws -> String {
    try form(template, charactersMax: charactersMax).message(of: news, in: archive, by: nil).text
  }

  @Test func `every field is filled in, and a double brace is one`() throws {
    let news = try Sample.release([("B", .added), ("A", .updated)])
    #expect(
      try text("{{{count}}} {headline} | {kinds} | {release} {link}\n{policies}", news) == """
        {2} 2 AWS managed policies changed: 1 updated, 1 added | 1 updated, 1 added | \
        2026-11-20-18-00 https://github.com/o/r/releases/tag/2026-11-20-18-00
        A v5 → v6: +2 actions
        B v1: added
        """)
  }

  @Test(arguments: [
    ("{policie}", "did you mean `{policies}`?"), ("{sum}", "possible here: `{count}`, "),
    ("a { b", "write `{{`"), ("a } b", "write `{{`"), ("{count", "write `{{`"),
  ]) func `a template that says nothing is refused with advice`(text: String, hint: String) {
    let error = #expect(throws: TemplateError.self) { try MessageTemplate(text) }
    #expect(error?.hint?.hasPrefix(hint) == true)
  }

  @Test(arguments: ["", "\n", String(repeating: "a", count: 2_001)])
  func `a template has a length`(text: String) {
    #expect(throws: TemplateError.self) { try MessageTemplate(text) }
  }

  @Test func `where not all fit with what changed, names are told whole, the rest counted`() throws
  {
    let news = try Sample.release((1...20).map { ("Policy\($0)", .updated) })
    #expect(
      try text("{policies}", news, charactersMax: 40)
        == "Policy1, Policy2, Policy3, +17 more")
    #expect(try text("{policies}", news, charactersMax: 10) == "20 policies")
    #expect(try text("{count}:\n{policies}\nend", news, charactersMax: 7) == "20:\nend")
  }

  @Test func `where many fit with what changed, they are told so`() throws {
    let news = try Sample.release((1...20).map { ("Policy\($0)", .added) })
    let lines = try text("{policies}", news, charactersMax: 310).split(separator: "\n")
    #expect(lines.first == "Policy1 v1: added")
    #expect(lines.last?.hasPrefix("+") == true && lines.count > 10)
  }

  @Test func `of a burst the reissued are counted, not named`() throws {
    let burst = try Sample.release((1...369).map { ("Policy\($0)", .reissued) })
    #expect(
      try text("{headline}\n\n{policies}", burst)
        == "369 AWS managed policies reissued unchanged")
    let mixed = try Sample.release(
      [("New", .added)] + (1...369).map { ("Policy\($0)", .reissued) })
    #expect(
      try text("{headline}\n\n{policies}", mixed) == """
        370 AWS managed policies changed: 1 added, 369 reissued unchanged

        New v1: added
        +369 more
        """)
  }

  @Test func `a way to more permissions is told with its policy`() throws {
    var news = try Sample.release([("A", .updated)])
    news.policies[0].escalations = (1...7).map { .init(id: "iam-00\($0)", actions: []) }
    #expect(
      try text("{policies}", news)
        == "A v5 → v6: +2 actions; opens iam-001, iam-002, iam-003, iam-004, iam-005 and 2 more")
  }

  @Test func `links are counted in bytes`() throws {
    let news = try Sample.release([("A", .updated)])
    let message = try form("é → {policies} {release}").message(of: news, in: archive, by: nil)
    let words = message.links.map { link in
      String(decoding: Array(message.text.utf8)[link.bytes], as: UTF8.self)
    }
    #expect(words == ["A", "2026-11-20-18-00"])
  }

  @Test func `text that could do something is spelled out`() throws {
    var news = try Sample.release([("A", .updated)])
    news.policies[0].summary = "A v6: for @everyone\u{202E}"
    #expect(try text("{policies}", news) == #"A v6: for \u{40}everyone\u{202e}"#)
  }
}

/// Releases of some policies.
enum Sample {
  static func release(_ policies: [(String, Change.Kind)]) throws -> ReleaseNews {
    let name = try #require(ReleaseName("2026-11-20-18-00"))
    let news = policies.map { name, kind in
      let step = kind == .added ? "\(name) v1: added" : "\(name) v5 → v6: +2 actions"
      let count = kind == .updated ? "Actions-Added: 2\n" : ""
      return """
        \(step)

        Policy-Name: \(name)
        Policy-Version: \(kind == .added ? "v1" : "v6")
        Policy-Change: \(kind.rawValue)
        \(count)
        """
    }
    return ReleaseNews(
      name: name, commit: String(repeating: "a", count: 40),
      time: Timestamp(seconds: 1_795_197_600),
      policies: news.compactMap {
        PolicyNews(message: $0, commit: String(repeating: "b", count: 40))
      })
  }
}
