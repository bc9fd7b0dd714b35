import Testing

import Model

@Suite struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("push", "push", 0), ("push", "pusch", 1),
    ("push", "psuh", 1), ("push", "posh", 1), ("push", "pus", 1), ("branch", "brunhc", 2),
    ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func `typing mistakes are counted`(left: String, right: String, mistakes: Int) {
    #expect(Spelling.distance(Array(left), Array(right)) == mistakes)
    #expect(Spelling.distance(Array(right), Array(left)) == mistakes)
  }

  @Test(arguments: [
    ("chanels", "channels"), ("CHANNELS", "channels"), ("delivry", "delivery"), ("gaurd", "guard"),
    ("x", nil), ("", nil), ("completely", nil), (String(repeating: "channels", count: 9), nil),
  ])
  func `the nearest word is what was meant, if anything was`(word: String, nearest: String?) {
    let known = ["channels", "delivery", "guard"]
    #expect(Spelling.nearest(to: word, among: known) == nearest)
  }
}
