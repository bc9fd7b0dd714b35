import PolicyLanguage
import Testing

@Suite struct JSONDocumentTests {
  @Test func `every kind of value is read`() throws {
    let root = try JSONDocument(Samples.oddities).root
    let kinds = root.elements.map(\.kind)
    #expect(root.kind == .array)
    #expect(root.count == 15)
    #expect(
      kinds == [
        .string, .string, .string, .object, .array, .array, .number, .number, .number, .number,
        .number, .object, .bool, .bool, .null,
      ])
    #expect(root.elements.compactMap(\.bool) == [true, false])
    #expect(root.elements.compactMap(\.numberText) == ["0", "-0", "1.50", "1E+2", "-12.5e-10"])
    #expect(root.elements.filter(\.isNull).count == 1)
  }

  @Test func `strings are decoded when asked for`() throws {
    let strings = try JSONDocument(Samples.oddities).root.elements.compactMap(\.string)
    let controls = "\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}"
    #expect(strings == ["", controls, "éé € 😀 😀"])
  }

  @Test func `members keep their order, names and values their places`() throws {
    let document = try JSONDocument(#" {"b": [1, {"x":2} ] , "a\n" :"é", "": {} } "#)
    let members = Array(document.root.members)
    #expect(members.map(\.name) == ["b", "a\n", ""])
    #expect(members.map { document.text(at: $0.key) } == [#""b""#, #""a\n""#, #""""#])
    #expect(members.map { document.text(at: $0.value) } == [#"[1, {"x":2} ]"#, #""é""#, "{}"])
    #expect(members[1].value.span == 30..<34)
    #expect(document.root.span == 1..<44)
    let elements = Array(members[0].value.elements)
    #expect(elements.map { document.text(at: $0) } == ["1", #"{"x":2}"#])
  }

  @Test func `a value's line and column count as people do`() throws {
    let document = try JSONDocument("{\r\n  \"é\": \"ü\",\n\t\"b\": 1}")
    let value = try #require(document.root["b"])
    let first = try #require(document.root["é"])
    #expect(document.position(at: value.span.lowerBound).line == 3)
    #expect(document.position(at: value.span.lowerBound).column == 7)
    #expect(document.position(at: first.span.upperBound).column == 11)
    #expect(document.position(at: 10_000).offset == document.text.count)
  }

  @Test func `asking for what a value does not have gives nothing`() throws {
    let root = try JSONDocument(#"["x"]"#).root
    #expect(root.string == nil && root.numberText == nil && root.bool == nil && !root.isNull)
    #expect(root["x"] == nil)
    #expect(Array(root.members).isEmpty)
    let element = try #require(root.elements.first { _ in true })
    #expect(Array(element.elements).isEmpty && element.count == 0)
  }

  @Test func `a member is found by its decoded name`() throws {
    let root = try JSONDocument(#"{"\u0041ction": 1, "Effect": "Al\u006cow", "é": 2}"#).root
    #expect(root["Action"]?.numberText == "1")
    #expect(root["Effect"]?.isString("Allow") == true)
    #expect(root["Effect"]?.isString("Deny") == false)
    #expect(root["effect"] == nil)
    #expect(root["é"]?.numberText == "2")
  }

  @Test func `strings that only look the same are different`() throws {
    let root = try JSONDocument("{\"\u{E9}\": 1, \"e\u{301}\": 2}").root
    #expect(root["\u{E9}"]?.numberText == "1")
    #expect(root["e\u{301}"]?.numberText == "2")
  }

  @Test func `a value can stand for a document of its own`() throws {
    let outer = try JSONDocument(Samples.policyFile)
    let inner = try #require(outer.root["PolicyVersion"]?["Document"])
    let document = JSONDocument(rootedAt: inner)
    #expect(document.root["Version"]?.isString("2012-10-17") == true)
    #expect(document.text(at: document.root).hasPrefix("{\n"))
  }

  @Test func `a document of 5 MB is read`() throws {
    let statement = Samples.compactPolicy
    let count = 5_000_000 / statement.utf8.count
    let text = "[" + repeatElement(statement, count: count).joined(separator: ",\n") + "]"
    let document = try JSONDocument(text)
    #expect(document.root.count == count)
  }

  @Test func `an object of 100,000 members is read and compared`() throws {
    let members = (0..<100_000).map { "\"key\($0)\": \($0)" }
    let left = try JSONDocument("{\(members.joined(separator: ","))}")
    let right = try JSONDocument("{\(members.reversed().joined(separator: ","))}")
    #expect(left.root.count == 100_000)
    #expect(left.root.isSameValue(as: right.root))
  }
}
