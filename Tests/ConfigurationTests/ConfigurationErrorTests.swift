import Configuration
import Testing

@Suite struct ConfigurationErrorTests {
  @Test(arguments: [
    // Not JSON, or not an object.
    ("", "1:1: expected a value but found the end of the text"),
    ("{\n  \"push\": tru\n}", "2:11: expected `true`"),
    ("[]", "1:1: the configuration must be an object, not a list"),
    ("{\"push\": true,\n \"push\": true}", "2:2: member `push` occurs twice, first on line 1"),
    // Wrong types.
    ("{\n  \"push\": \"yes\"\n}", "2:11: `push` must be true or false, not a string"),
    ("{\"push\": null}", "1:10: `push` must be true or false, not null"),
    ("{\"source\": [\"iam\"]}", "1:12: `source` must be a string, not a list"),
    ("{\"compatibility\": true}", "1:19: `compatibility` must be a string, not true or false"),
    // Unknown keys and words.
    ("{\"brunch\": 1}", "1:2: unknown key `brunch`\nhint: did you mean `branch`?"),
    ("{\"Push\": true}", "1:2: unknown key `Push`\nhint: did you mean `push`?"),
    ("{\"é\":1, \"pusch\": 1}", "1:2: unknown key `é`\nhint: \(allKeys)\n1:9: \(pusch)"),
    (
      "{\"compatibility\": \"mamib\"}",
      "1:19: `mamib` is no value of `compatibility`\nhint: did you mean `mamip`?"
    ),
    ("{\"::error::x\\n\": 1}", "1:2: unknown key `\\u{3a}:error::x\\u{a}`\nhint: \(allKeys)"),
    // Values that mean nothing.
    (
      "{\"repository\": \"https://github.com/octo/policies\"}",
      "1:16: `https://github.com/octo/policies` is not a repository\n"
        + "hint: write `owner/name`, without a URL"
    ),
    ("{\"branch\": \"a..b\"}", "1:12: `a..b` is not a branch: it has two dots in a row"),
    (
      "{\"source\": \"\"}",
      "1:12: the source is empty\nhint: write `iam`, a git URL or a path"
    ),
    // Channels.
    (
      "{\"channels\": [\n{\"type\": \"x\"},\n{\"type\": \"bluesky\", \"name\": \"x\"}]}",
      "3:1: there are two channels `x`\nhint: give one of them another `name`"
    ),
    (
      "{\"channels\": [{\"name\": \"a b\", \"type\": \"x\"}]}",
      "1:24: `a b` is no name of a channel\n"
        + "hint: use up to 64 letters, digits, `.`, `_` and `-`"
    ),
    (
      "{\"channels\": [{\"name\": \"a\"}]}",
      "1:15: a channel needs a `type`\nhint: possible here: `bluesky`, `github-issue`, "
        + "`github-release`, `sns`, `sqs`, `webhook`, `x`"
    ),
  ])
  func `what is wrong is said with its place`(text: String, expected: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.decode(Array(text.utf8), file: "f")
    }
    let lines = expected.split(separator: "\n").map { $0.first?.isNumber == true ? "f:\($0)" : $0 }
    #expect(error.description == lines.joined(separator: "\n"))
  }

  private static let allKeys =
    "possible here: `$schema`, `repository`, `source`, `branch`, `push`, `publish`, "
    + "`compatibility`, `validate`, `channels`, `delivery`"
  private static let pusch = "unknown key `pusch`\nhint: did you mean `push`?"

  @Test func `all errors are reported, in the order of the file`() throws {
    let text = """
      {
        "publish": 1,
        "brunch": "main",
        "repository": "octo",
        "push": true,
        "source": "https://me:hunter2@example.com/a"
      }
      """
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.decode(Array(text.utf8))
    }
    #expect(error.problems.map(\.line) == [2, 3, 4, 6])
    #expect(error.problems.map(\.column) == [14, 3, 17, 13])
    #expect(error.problems.allSatisfy { $0.file == ".github/mamip.json" })
  }

  @Test func `a secret in the file is not repeated in the message`() throws {
    let text = #"{"source": "https://me:hunter2@example.com/a"}"#
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.decode(Array(text.utf8))
    }
    #expect(!"\(error)".contains("hunter2"))
    #expect("\(error)".contains("user info"))
  }

  @Test func `a text that is too long is not read`() throws {
    let text = "{}" + String(repeating: " ", count: Configuration.bytesMax)
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.decode(Array(text.utf8))
    }
    #expect(error.problems.count == 1)
  }
}
