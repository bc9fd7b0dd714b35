import Model
import PolicyLanguage
import Testing

@testable import News

@Suite struct XPostTests {
  let archive = ArchiveAddress(server: "https://github.com", repository: "o/r")

  private func text(
    _ news: ReleaseNews, _ template: String? = nil, hasLink: Bool = false
  ) throws -> String {
    let template = try template.map { text throws(TemplateError) in try MessageTemplate(text) }
    let body = XPost.body(of: news, in: archive, by: template, hasLink: hasLink)
    return try #require(try JSONDocument(parsing: body).root["text"]?.string)
  }

  @Test(arguments: [1, 2, 7, 25, 26, 369, 1_500], Change.Kind.allCases)
  func `every post is light enough and bears its release`(count: Int, kind: Change.Kind) throws {
    let news = try Sample.release((1...count).map { ("AmazonEKS_CNI_Policy\($0)", kind) })
    for hasLink in [false, true] {
      let text = try text(news, hasLink: hasLink)
      #expect(WeightedLength.of(text) <= 280)
      #expect(text.contains("Release 2026-11-20-18-00"))
      #expect(text.contains("https://") == hasLink)
    }
  }

  @Test func `the text that people see`() throws {
    let news = try Sample.release([("AmazonEKS_CNI_Policy", .updated), ("New", .added)])
    #expect(
      try text(news) == """
        2 AWS managed policies changed: 1 updated, 1 added

        AmazonEKS_CNI_Policy v5 → v6: +2 actions
        New v1: added

        Release 2026-11-20-18-00
        """)
    #expect(
      try text(news, hasLink: true).hasSuffix(
        "\nRelease 2026-11-20-18-00 https://github.com/o/r/releases/tag/2026-11-20-18-00"))
  }

  @Test func `a name that looks like a server's is parted, and mentions nobody`() throws {
    let text = try text(
      Sample.release([("AWS.Tools", .added), ("README.md", .added), ("a+@b", .added)]))
    #expect(text.contains("AWS.\u{200B}Tools v1") && text.contains("README.\u{200B}md"))
    #expect(!text.contains("@"))
  }

  @Test(arguments: [
    ("{policies}", false, "X proves a delivery"),
    ("{release} {link}", false, "a post with a link costs"),
    ("{release} see example.com", false, "a post with a link costs"),
    ("{release} see https://x", false, "a post with a link costs"),
    ("{release} v1.2", false, nil),
    ("{release} {link}", true, nil),
  ]) func `a template that would cost or prove nothing is refused`(
    template: String, hasLink: Bool, hint: String?
  ) throws {
    let template = try MessageTemplate(template)
    do throws(TemplateError) {
      try XPost.check(template, hasLink: hasLink)
      #expect(hint == nil)
    } catch {
      #expect(hint.map { error.hint?.hasPrefix($0) ?? false } ?? false)
    }
  }
}
