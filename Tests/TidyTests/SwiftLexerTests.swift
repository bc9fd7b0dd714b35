import Testing

@Suite struct SwiftLexerTests {
  @Test(arguments: [
    ("a.b(c)", ["a", ".", "b", "(", "c", ")"]),
    ("\"b // c\" d", ["\"b // c\"", "d"]),
    (#""b \" c" d"#, [#""b \" c""#, "d"]),
    (##"#"b " \c"# d"##, [##"#"b " \c"#"##, "d"]),
    ("\"\"\"\nb \"c\" d\n\"\"\" e", ["\"\"\"\nb \"c\" d\n\"\"\"", "e"]),
    ("`a name with \"` b", ["`a name with \"`", "b"]),
    ("a /* b /* c */ d */ e // f", ["a", "e"]),
    ("\"\" a", ["\"\"", "a"]),
    ("#if os(Linux)", ["#", "if", "os", "(", "Linux", ")"]),
  ])
  func `code is split into tokens`(text: String, tokens: [String]) {
    #expect(SwiftLexer(text).tokens.map(\.text) == tokens)
  }

  @Test func `what stands in an interpolation is code`() {
    let words = SwiftLexer(#""a \(b("c \(d)")) e" f"#).tokens.filter { $0.kind == .word }
    #expect(words.map(\.text) == ["b", "d", "f"])
  }

  @Test func `lines are counted through strings and comments`() {
    let lexer = SwiftLexer("a\n/* b\n */ c\n\"\"\"\n d\\\n e\n\"\"\" + f // g\n/// h")
    #expect(lexer.tokens.filter { $0.kind == .word }.map(\.line) == [1, 3, 7])
    #expect(lexer.comments.map(\.line) == [2, 7, 8])
    #expect(lexer.comments.map(\.isDocumentation) == [false, false, true])
    #expect(lexer.comments.last?.text == "h")
  }

  @Test func `text that ends too early is read to its end`() {
    for text in ["\"a", "/* a", "`a", "\"\"\"a \\", "\"\\(a"] {
      #expect(SwiftLexer(text).tokens.count <= 2)
    }
  }
}
