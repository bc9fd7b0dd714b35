import Testing

@testable import AWS

struct `XML parser` {
  @Test func `an element keeps its name, its text and its children in order`() throws {
    let root = try parse("<a><b>1</b><c/> <b>2</b></a>")
    #expect(root.name == "a")
    #expect(root.children.map(\.name) == ["b", "c", "b"])
    #expect(root.children.map(\.text) == ["1", "", "2"])
    #expect(root.text(of: "b") == "1")
    #expect(root.text(of: "nothing") == nil)
  }

  @Test func `the five entities and character references are resolved into one text`() throws {
    let root = try parse("<a>&lt;&gt;&amp;&quot;&apos;&#233;\n&#x20AC;<![CDATA[<x>]]></a>")
    #expect(root.text == "<>&\"'é\n€<x>")
  }

  @Test func `attributes, comments and instructions say nothing`() throws {
    let root = try parse("<?xml version='1.0'?><a x='1'><!-- b --><?c d?>e</a>")
    #expect(try root == parse("<a>e</a>"))
  }

  @Test func `a document type is refused before its entities can grow`() {
    let error = #expect(throws: XMLError.self) {
      try parse("<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]>\n<a>&c;</a>")
    }
    #expect(error?.description == "a document type declaration is not accepted: line 1")
  }

  @Test(arguments: [
    ("<a>&b;</a>", "undefined entity: line 1"),
    ("<a>\n<b>", "no element found: line 2"),
    ("<a></b>", "mismatched tag: line 1"),
    ("", "no element found: line 1"),
    ("<a/><b/>", "junk after document element: line 1"),
    ("{}", "not well-formed (invalid token): line 1"),
  ])
  func `what is not whole XML is refused with its line`(text: String, description: String) {
    let error = #expect(throws: XMLError.self) { try parse(text) }
    #expect(error?.description == description)
  }

  @Test func `bytes that are no UTF-8 are refused, whatever the text says of itself`() {
    let latin1 = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9]
    #expect(throws: XMLError.self) { try XMLParser.parse(latin1 + Array("</a>".utf8)) }
  }

  @Test func `every cut of an answer is refused`() throws {
    let text = Array("<a><b>&amp;é</b><c>1</c></a>".utf8)
    for end in 0..<text.count {
      #expect(throws: XMLError.self, "\(end)") { try XMLParser.parse(Array(text[..<end])) }
    }
    _ = try XMLParser.parse(text)
  }

  @Test func `depth, size and number of elements are bounded`() throws {
    let limits = XMLParser.Limits(depthMax: 3, bytesMax: 40, elementsMax: 4)
    func refusal(_ text: String) -> String? {
      #expect(throws: XMLError.self) { try XMLParser.parse(Array(text.utf8), limits: limits) }?
        .description
    }
    _ = try XMLParser.parse(Array("<a><b><c/></b><d/></a>".utf8), limits: limits)
    #expect(refusal("<a><b><c><d/></c></b></a>") == "the elements nest deeper than 3: line 1")
    #expect(refusal("<a><b/><b/>\n<b/><b/></a>") == "there are more than 4 elements: line 2")
    #expect(
      refusal("<a>\(String(repeating: "b", count: 34))</a>") == "the text is larger than 40 bytes")
  }

  @Test func `ten thousand levels are refused, and do not exhaust the stack`() {
    let text = String(repeating: "<a>", count: 10_000)
    #expect(throws: XMLError.self) { try parse(text) }
  }
}

private func parse(_ text: String) throws(XMLError) -> XMLElement {
  try XMLParser.parse(Array(text.utf8))
}
