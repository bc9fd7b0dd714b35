import PolicyLanguage
import Testing

@Suite struct JSONSyntaxErrorTests {
  struct Refusal: CustomTestStringConvertible {
    let text: String
    let message: String

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }

    var testDescription: String { text.debugDescription }
  }

  @Test(arguments: [
    Refusal("", "expected a value but found the end of the text: line 1, column 1"),
    Refusal(" \n ", "expected a value but found the end of the text: line 2, column 2"),
    Refusal("\u{FEFF}{}", "text begins with a byte order mark: line 1, column 1"),
    Refusal("<html>", "expected a value but found `<`: line 1, column 1"),
    Refusal("{} x", "expected the end of the text but found `x`: line 1, column 4"),
    Refusal("{}\n{}", "expected the end of the text but found `{`: line 2, column 1"),
    Refusal("[1,]", "expected a value but found `]`: line 1, column 4"),
    Refusal("[,1]", "expected a value but found `,`: line 1, column 2"),
    Refusal("[1 2]", "expected `,` or `]` but found `2`: line 1, column 4"),
    Refusal("[1}", "expected `,` or `]` but found `}`: line 1, column 3"),
    Refusal("[", "expected a value but found the end of the text: line 1, column 2"),
    Refusal("[1", "expected `,` or `]` but found the end of the text: line 1, column 3"),
    Refusal(
      "{", "expected a member name in quotes but found the end of the text: line 1, column 2"),
    Refusal("{a:1}", "expected a member name in quotes but found `a`: line 1, column 2"),
    Refusal("{1:1}", "expected a member name in quotes but found `1`: line 1, column 2"),
    Refusal(#"{"a":1,}"#, "expected a member name in quotes but found `}`: line 1, column 8"),
    Refusal(#"{"a" 1}"#, "expected `:` but found `1`: line 1, column 6"),
    Refusal(#"{"a":}"#, "expected a value but found `}`: line 1, column 6"),
    Refusal(#"{"a":1]"#, "expected `,` or `}` but found `]`: line 1, column 7"),
    Refusal(#"{"a":1 "b":2}"#, "expected `,` or `}` but found `\"`: line 1, column 8"),
    Refusal("]", "expected a value but found `]`: line 1, column 1"),
    Refusal("tru", "expected `true`: line 1, column 1"),
    Refusal("nullx", "expected the end of the text but found `x`: line 1, column 5"),
    Refusal("True", "expected a value but found `T`: line 1, column 1"),
    Refusal("NaN", "expected a value but found `N`: line 1, column 1"),
    Refusal("'a'", "expected a value but found `'`: line 1, column 1"),
    Refusal("\"é\" ü", "expected the end of the text but found U+00FC: line 1, column 5"),
    Refusal("[\u{A0}1]", "expected a value but found U+00A0: line 1, column 2"),
    Refusal("[\u{0}]", "expected a value but found U+0000: line 1, column 2"),
    Refusal("// x\n1", "expected a value but found `/`: line 1, column 1"),
  ])
  func `a broken structure is refused where it breaks`(_ refusal: Refusal) {
    #expect(message(refusal.text) == refusal.message)
  }

  @Test(arguments: [
    Refusal("01", "number with a leading zero: line 1, column 2"),
    Refusal("-", "expected a digit but found the end of the text: line 1, column 2"),
    Refusal("+1", "expected a value but found `+`: line 1, column 1"),
    Refusal(".5", "expected a value but found `.`: line 1, column 1"),
    Refusal("[1.]", "expected a digit but found `]`: line 1, column 4"),
    Refusal("1e", "expected a digit but found the end of the text: line 1, column 3"),
    Refusal("1e+", "expected a digit but found the end of the text: line 1, column 4"),
    Refusal("1.2.3", "expected the end of the text but found `.`: line 1, column 4"),
    Refusal("0x1", "expected the end of the text but found `x`: line 1, column 2"),
    Refusal("-Infinity", "expected a digit but found `I`: line 1, column 2"),
  ])
  func `a broken number is refused`(_ refusal: Refusal) {
    #expect(message(refusal.text) == refusal.message)
  }

  @Test(arguments: [
    Refusal(#""abc"#, "text ends inside a string: line 1, column 5"),
    Refusal(#""abc\"#, "text ends inside a string: line 1, column 6"),
    Refusal("\"a\nb\"", "control character U+000A in a string is not escaped: line 1, column 3"),
    Refusal("\"\t\"", "control character U+0009 in a string is not escaped: line 1, column 2"),
    Refusal("\"\u{0}\"", "control character U+0000 in a string is not escaped: line 1, column 2"),
    Refusal(#""é\x""#, "escape of `x` does not exist: line 1, column 3"),
    Refusal(
      #""\u12G4""#, "expected four hexadecimal digits after `\\u` but found `G`: line 1, column 6"),
    Refusal(#""\uD800""#, "escape gives half a surrogate pair: line 1, column 2"),
    Refusal(#""\uDC00\uD800""#, "escape gives half a surrogate pair: line 1, column 2"),
    Refusal(#""\uD800\u0041""#, "escape gives half a surrogate pair: line 1, column 2"),
    Refusal(#""\uD800\n""#, "escape gives half a surrogate pair: line 1, column 2"),
    Refusal(#"{"x\uDFFF": 1}"#, "escape gives half a surrogate pair: line 1, column 4"),
  ])
  func `a broken string is refused`(_ refusal: Refusal) {
    #expect(message(refusal.text) == refusal.message)
  }

  @Test(arguments: [
    ([0xFF], 0), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xC0, 0x80, 0x22], 1),
    ([0x22, 0xED, 0xA0, 0x80, 0x22], 1), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
    ([0x5B, 0x31, 0x5D, 0x0A, 0x80], 4),
  ])
  func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8], offset: Int) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes) }
    #expect(error?.kind == .notUTF8)
    #expect(error?.offset == offset)
  }

  @Test(arguments: [
    Refusal(
      #"{"a":1,"b":{"a":2},"a":3}"#,
      "member `a` occurs twice, first on line 1: line 1, column 20"),
    Refusal(
      "{\"a\":1,\n \"\\u0061\":3}",
      "member `a` occurs twice, first on line 1: line 2, column 2"),
    Refusal("[{\"é\":1,\"é\":1}]", "member occurs twice, first on line 1: line 1, column 9"),
    Refusal("{\"`\":1,\"`\":1}", "member occurs twice, first on line 1: line 1, column 8"),
    Refusal(#"{"":1,"":1}"#, "member `` occurs twice, first on line 1: line 1, column 7"),
  ])
  func `a member that occurs twice is refused at its second place`(_ refusal: Refusal) throws {
    #expect(message(refusal.text) == refusal.message)
    let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(refusal.text) }
    #expect(error?.kind == .duplicateMember)
  }

  @Test(arguments: [2, 8, 9, 1_000, 100_000])
  func `the last of many members is refused where it is the first again`(_ count: Int) {
    let members = (0..<count).map { "\"key\($0)\":0" }.joined(separator: ",")
    let text = "{\(members),\"key\\u0030\":0}"
    let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(text) }
    #expect(error?.kind == .duplicateMember)
    #expect(error?.offset == members.utf8.count + 2)
    #expect(throws: Never.self) { try JSONDocument("{\(members)}") }
  }

  @Test(arguments: ["[", "{\"a\":"], [512, 513, 10_000, 1_000_000])
  func `nesting is read up to the limit`(_ opening: String, depth: Int) {
    let closing = opening == "[" ? "]" : "}"
    let text =
      String(repeating: opening, count: depth) + (opening == "[" ? "" : "1")
      + String(repeating: closing, count: depth)
    guard depth > 512 else {
      #expect(throws: Never.self) { try JSONDocument(text) }
      return
    }
    let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(text) }
    #expect(error?.kind == .tooDeep)
    #expect(error?.isLimit == true)
    #expect(error?.reason == "nesting deeper than 512")
    #expect(error?.offset == 512 * opening.utf8.count)
  }

  @Test func `limits can be set`() {
    let one = JSONLimits(depthMax: 1, bytesMax: 4)
    #expect(throws: Never.self) { try JSONDocument(parsing: Array("[12]".utf8), limits: one) }
    let deep = #expect(throws: JSONSyntaxError.self) {
      try JSONDocument(parsing: Array("[[]]".utf8), limits: one)
    }
    #expect(deep?.kind == .tooDeep)
    let long = #expect(throws: JSONSyntaxError.self) {
      try JSONDocument(parsing: Array("[123]".utf8), limits: one)
    }
    #expect(long?.description == "text of 5 bytes, more than 4: line 1, column 5")
  }

  @Test(arguments: ["[", "{\"a\":"])
  func `the deepest document is read, written, copied and compared`(_ opening: String) throws {
    let depth = JSONLimits.depthCeiling
    let closing = String(repeating: opening == "[" ? "]" : "}", count: depth)
    let text = String(repeating: opening, count: depth) + "1" + closing
    let limits = JSONLimits(depthMax: depth)
    let root = try JSONDocument(parsing: Array(text.utf8), limits: limits).root
    let again = try JSONDocument(parsing: JSONWriter.canonical(root), limits: limits).root
    #expect(root.isSameValue(as: again))
    #expect(JSON(root) == JSON.node(again))
    #expect(JSONWriter.compact(JSON(root)) == Array(text.utf8))
  }

  @Test func `limits cannot be set above the ceiling`() {
    let boundless = JSONLimits(depthMax: .max, bytesMax: .max)
    let nested = Array(String(repeating: "[", count: 2_000).utf8)
    let ceiling = #expect(throws: JSONSyntaxError.self) {
      try JSONDocument(parsing: nested, limits: boundless)
    }
    #expect(ceiling?.reason == "nesting deeper than 1024")
  }

  private func message(_ text: String) -> String? {
    #expect(throws: JSONSyntaxError.self) { try JSONDocument(text) }?.description
  }
}
