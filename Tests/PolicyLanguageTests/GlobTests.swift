import PolicyLanguage
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("", ""), ("*", ""), ("*", "a:b/c"), ("a*", "a"), ("a*c", "abc"), ("*b*", "abc"),
    ("a?c", "abc"),
    ("?", "é"), ("a**b", "ab"), ("*a*b*c", "aabbcc"), ("s3:Get*", "s3:Get*"), ("*?", "a"),
  ])
  func `a pattern matches`(_ pattern: String, _ text: String) {
    #expect(Glob(pattern).matches(text))
  }

  @Test(arguments: [
    ("", "a"), ("a", ""), ("?", ""), ("a", "A"), ("a*c", "ab"), ("*b", "abc"), ("??", "é"),
    ("*?", ""),
  ])
  func `a pattern does not match`(_ pattern: String, _ text: String) {
    #expect(!Glob(pattern).matches(text))
  }

  @Test func `all short patterns match what a slow and plain matcher says`() {
    let patterns = texts(of: ["a", "b", "*", "?"], most: 4)
    let samples = texts(of: ["a", "b"], most: 5)
    for pattern in patterns {
      let glob = Glob(pattern)
      for sample in samples where glob.matches(sample) != slow(pattern[...], sample[...]) {
        Issue.record("`\(pattern)` and `\(sample)`")
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func `many stars take no more time than the lengths' product`() {
    let pattern = String(repeating: "a*", count: 1_000) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 20_000)))
  }

  private func texts(of letters: [String], most: Int) -> [String] {
    (0..<most).reduce(into: [""]) { texts, _ in
      texts += texts.flatMap { text in letters.map { text + $0 } }
    }
  }

  private func slow(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*", slow(pattern.dropFirst(), text) { return true }
    guard let letter = text.first else { return false }
    if first == "*" { return slow(pattern, text.dropFirst()) }
    return (first == "?" || first == letter) && slow(pattern.dropFirst(), text.dropFirst())
  }
}
