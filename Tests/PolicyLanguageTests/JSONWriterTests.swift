import PolicyLanguage
import Testing

@Suite struct JSONWriterTests {
  static let value: JSON = [
    "name": "Administrator\"Access\"", "empty": [:], "none": [], "null": nil, "yes": true,
    "numbers": [0, -17, .number("1.50")], "nested": [["a": ["b": "é😀\u{7F}\u{2028}"]], [[]]],
  ]

  @Test func `a value is written as Python writes it`() {
    let golden = """
      {
          "name": "Administrator\\"Access\\"",
          "empty": {},
          "none": [],
          "null": null,
          "yes": true,
          "numbers": [
              0,
              -17,
              1.50
          ],
          "nested": [
              {
                  "a": {
                      "b": "é😀\u{7F}\u{2028}"
                  }
              },
              [
                  []
              ]
          ]
      }
      """
    #expect(text(JSONWriter.canonical(Self.value)) == golden)
  }

  @Test func `indentation is the writer's choice`() {
    #expect(text(JSONWriter.canonical(["a": [1]], indentedBy: 2)) == "{\n  \"a\": [\n    1\n  ]\n}")
    #expect(text(JSONWriter.canonical(["a": [1]], indentedBy: 0)) == "{\n\"a\": [\n1\n]\n}")
    #expect(text(JSONWriter.compact(["a": [1, 2], "b": [:]])) == #"{"a":[1,2],"b":{}}"#)
  }

  @Test func `every control character is escaped as Python does`() throws {
    let characters = (0..<0x100).compactMap(Unicode.Scalar.init)
    let value = JSON.string(String(String.UnicodeScalarView(characters)))
    let written = JSONWriter.compact(value)
    let answer = try #require(try Python.run(Python.rewrite, on: [written]).first)
    #expect(answer.split(separator: " ").last.map(String.init) == hexadecimal(written))
    #expect(try JSON(JSONDocument(parsing: written).root) == value)
  }

  @Test(arguments: Samples.all)
  func `what was read is written as Python writes it`(_ sample: String) throws {
    let document = try JSONDocument(sample)
    let answers = try Python.run(Python.rewrite, on: [Array(sample.utf8)])
    let canonical = JSONWriter.canonical(document.root)
    let compact = JSONWriter.compact(document.root)
    #expect(answers == ["\(hexadecimal(canonical)) \(hexadecimal(compact))"])
    #expect(JSONWriter.canonical(JSON(document.root)) == canonical)
  }

  @Test func `a value that was read equals its copy`() throws {
    let root = try JSONDocument(Samples.oddities).root
    #expect(JSON.node(root) == JSON(root))
    #expect(JSON(root) == JSON.node(root))
    #expect(JSON.node(root) != JSON.null)
    #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    #expect(JSON.number("1") != JSON.string("1"))
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map(Python.hexadecimal).joined()
  }
}
