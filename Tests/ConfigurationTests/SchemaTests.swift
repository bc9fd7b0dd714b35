import Configuration
import PolicyLanguage
import Support
import Testing

@Suite struct SchemaTests {
  /// Texts on which the schema and the decoder must agree.
  private static let values: [JSON] =
    [
      [:], [], nil, ["push": true], ["push": "true"], ["publish": 1], ["pusch": true],
      ["compatibility": "mamip"], ["compatibility": "iamtrail"], ["$schema": "x"], ["$schema": 1],
    ]
    + repositories.map { ["repository": $0] } + sources.map { ["source": $0] }
    + branches.map { ["branch": $0] } + sections.map { ["validate": $0] }
    + channels.map { ["channels": $0] } + deliveries.map { ["delivery": $0] }

  private static let repositories: [JSON] = [
    "octo/policies", "octo", "octo/.", "octo/..", "octo/...", "-o/p", "_o/p", "o/p/q", "", 1,
  ]
  private static let sources: [JSON] = [
    "iam", "", "a b", "https://example.com/a", "https://token@example.com", "HTTP://a:b@c/d",
    "ssh://git@example.com/a", "ssh://git:secret@example.com/a", "git@example.com:a", "/srv/a@b:c",
    "a\u{1}b", "https://example.com/a@b", "https://example.com?a@b", "a\u{7F}",
  ]
  private static let branches: [JSON] = [
    "main", "", "a/b", "a//b", "/a", "a/", "a..b", ".a", "a/.b", "a.lock", "a.lock/b", "a.locks",
    "-a", "a-", "@", "a@", "a@{b", "HEAD", "HEADS", "refs/heads/a", "refs", "a b", "a~b", "a^b",
    "a:b", "a?b", "a*b", "a[b", "a\\b", "a.", "é", "a\u{1}", "a\u{7F}",
  ]

  private static let sections: [JSON] = [
    [:], [], 1, ["validator": "offline"], ["validator": "access-analyzer"], ["validator": "both"],
    ["failOn": "never"], ["failOn": "security-warning"], ["failOn": "info"], ["ignore": []],
    ["ignore": "A"], ["ignore": ["A", "A_B:x y"]], ["ignore": ["a"]], ["ignore": [":x"]],
    ["ignore": ["A:"]], ["ignore": ["A", 1]], ["validators": "offline"],
  ]

  private static let channels: [JSON] = [
    [], [:], [[:]], [["type": "x"]], [["type": "twitter"]], [["type": "sns", "topic": "arn"]],
    [["type": "sns"]], [["type": "sqs"]], [["type": "sqs", "queue": "url"]],
    [["type": "x", "topic": "arn"]], [["type": "webhook", "form": "generic"]],
    [["type": "webhook", "urlFrom": "A"]], [["type": "webhook", "urlFrom": "A", "form": "email"]],
    [["type": "webhook", "urlFrom": "A", "form": "slack"]], [["type": "bluesky", "form": "slack"]],
    [["type": "x", "kinds": ["added", "gone"]]], [["type": "x", "minSeverity": "error"]],
    [["type": "x", "minSeverity": "never"]], [["type": "x", "link": true]],
    [["type": "x", "link": "yes"]], [["type": "bluesky", "link": true]],
    [["type": "x", "url": "https://x"]], [["type": "x", "template": "{release}"]],
    [["type": "x", "template": ""]], [["type": "github-issue", "on": []]],
    [["type": "github-issue", "on": ["error", "security-warning"]]],
    [["type": "github-issue", "on": ["errors"]]], [["type": "github-issue", "on": "error"]],
    [["type": "x", "on": ["error"]]],
  ]

  private static let deliveries: [JSON] = [
    [:], [], ["attempts": 8], ["attempts": .number("8.0")], ["attempts": .number("8.5")],
    ["attempts": 0], ["attempts": 101], ["attempts": "8"], ["claimTimeout": "2m"],
    ["pace": false], ["pace": "none"],
    ["claimTimeout": "2 m"], ["claimTimeout": "m"], ["claimTimeout": "123456s"],
    ["claimTimeout": 120], ["backoff": ["first": "0s", "most": "6h"]], ["backoff": ["least": "1s"]],
  ]

  @Test func `an independent validator agrees with the decoder`() throws {
    let texts = Self.values.map { JSONWriter.compact($0) }
    let verdicts = try judge(texts)
    try #require(verdicts.count == texts.count)
    for (text, verdict) in zip(texts, verdicts) {
      #expect(decodes(text) == verdict, "\(String(decoding: text, as: UTF8.self))")
    }
  }

  private func decodes(_ text: [UInt8]) -> Bool {
    do {
      _ = try Configuration.decode(text)
      return true
    } catch {
      return false
    }
  }

  /// Lets Python's `jsonschema` check the schema itself, and then each text against it.
  private func judge(_ texts: [[UInt8]]) throws -> [Bool] {
    let script = """
      import json, sys
      from jsonschema import Draft202012Validator
      schema, *texts = [json.loads(line) for line in sys.stdin]
      Draft202012Validator.check_schema(schema)
      for text in texts: print(Draft202012Validator(schema).is_valid(text))
      """
    let lines = [JSONWriter.compact(Configuration.schema)] + texts
    let answers = try ExternalProgram.python.run(
      "-c", script, input: Array(lines.joined(separator: [0x0A])))
    try #require(answers.status == 0)
    return answers.text.split(separator: "\n").map { $0 == "True" }
  }
}
