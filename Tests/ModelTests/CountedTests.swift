import Model
import Testing

@Suite struct CountedTests {
  @Test(arguments: [
    (0, "0 policies"), (1, "1 policy"), (2, "2 policies"), (999, "999 policies"),
    (1_000, "1,000 policies"), (12_345, "12,345 policies"), (1_234_567, "1,234,567 policies"),
  ]) func `a number stands with its word, in groups of three digits`(number: Int, text: String) {
    #expect(number.counted("policy", "policies") == text)
  }

  @Test func `most words take an s`() {
    #expect(1.counted("action") == "1 action")
    #expect(2.counted("action") == "2 actions")
  }
}
