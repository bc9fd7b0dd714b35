import Model
import PolicyLanguage
import Testing

@testable import News

@Suite struct BlueskyPostTests {
  let archive = ArchiveAddress(server: "https://github.com", repository: "zoph-io/MAMIP")

  private func record(_ news: ReleaseNews, _ template: String? = nil) throws -> JSONNode {
    let template = try template.map { text throws(TemplateError) in try MessageTemplate(text) }
    let record = BlueskyPost.record(of: news, in: archive, by: template)
    return try JSONDocument(parsing: JSONWriter.compact(record)).root
  }

  @Test(arguments: [1, 3, 8, 25, 26, 369, 1_500], Change.Kind.allCases)
  func `every record keeps to the lexicon`(count: Int, kind: Change.Kind) throws {
    let news = try Sample.release(
      (1...count).map { ("AmazonEKSÉ_Policy\($0)", kind) }
        .map { ($0.0.replacing("É", with: "_"), $0.1) })
    let record = try record(news)
    #expect(PostLexicon.faults(in: record) == [])
    let text = try #require(record["text"]?.string)
    #expect(text.contains(count.grouped))
  }

  @Test func `the text that people see`() throws {
    let news = try Sample.release([("AmazonEKS_CNI_Policy", .updated), ("New", .added)])
    let record = try record(news)
    #expect(
      record["text"]?.string == """
        2 AWS managed policies changed: 1 updated, 1 added

        AmazonEKS_CNI_Policy v5 → v6: +2 actions
        New v1: added
        """)
    #expect(record["createdAt"]?.string == "2026-11-20T18:00:00.000Z")
    #expect(
      record["embed"]?["external"]?["uri"]?.string
        == "https://github.com/zoph-io/MAMIP/releases/tag/2026-11-20-18-00")
  }

  @Test func `each name leads to its commit, counted in bytes`() throws {
    let news = try Sample.release([("A", .updated), ("B", .updated)])
    let record = try record(news, "é→ {policies}\n{link}")
    let text = Array(try #require(record["text"]?.string).utf8)
    let words = record["facets"]?.elements.map { facet in
      let range = ["byteStart", "byteEnd"].map {
        facet["index"]?[$0]?.numberText.flatMap { Int($0) }
      }
      return String(decoding: text[(range[0] ?? 0)..<(range[1] ?? 0)], as: UTF8.self)
    }
    #expect(words == ["A", "B", "github.com/zoph-io/MAMIP/releases/tag/2…"])
    #expect(PostLexicon.faults(in: record) == [])
  }

  /// The values of the official test vectors.
  @Test(arguments: [
    (0, 0, "2222222222222"), (0, 1, "2222222222223"), (0, 1_023, "22222222222zz"),
    (1_700_000_000, 0, "3ke6kg3wk2222"), (1_700_000_000, 1_023, "3ke6kg3wk22zz"),
    (1_767_323_045, 1, "3mbfvv6twu223"),
  ]) func `a record's key is a TID`(seconds: Int64, clock: Int, key: String) {
    #expect(TID(Timestamp(seconds: seconds), clock: clock)?.description == key)
  }

  @Test func `a time of no age has no key`() {
    for seconds in [-1, Int64.max, Int64.min, 9_007_199_255] {
      #expect(TID(Timestamp(seconds: seconds), clock: 0) == nil)
    }
  }
}
