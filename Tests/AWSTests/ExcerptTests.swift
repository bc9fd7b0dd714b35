import Testing

@testable import AWS

struct `Excerpts` {
  @Test func `line breaks, control characters and directions cannot leave it`() {
    #expect(Excerpt("a\n\n\tb\u{1B}[31m \u{202E}c").description == "a b\\u{1b}[31m \\u{202e}c")
  }

  @Test func `a sentence of AWS stays as it is`() {
    let sentence = "User: arn:aws:iam::1:user/me is not authorized to perform: iam:ListPolicies"
    #expect(Excerpt(sentence).description == sentence)
  }

  @Test func `what is cut is shown`() {
    let text = String(repeating: "é", count: 601)
    #expect(Excerpt(text).description == String(repeating: "é", count: 600) + "…")
    #expect(Excerpt(page: Array(repeating: 0x61, count: 90)).description.count == 61)
    #expect(Excerpt(page: Array("abc".utf8)).description == "abc")
  }
}
