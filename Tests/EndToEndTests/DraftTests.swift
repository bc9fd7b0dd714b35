import PolicyLanguage
import Support
import Testing

/// What a dry run shows of every channel, whether or not it could send.
@Suite struct DraftTests {
  private static let channels = """
    [{"type": "bluesky"}, {"type": "github-issue"}, {"type": "github-release"},
    {"type": "sns", "topic": "arn:aws:sns:us-east-1:123456789012:mamip"},
    {"type": "sqs", "queue": "https://sqs.us-east-1.amazonaws.com/123456789012/mamip"},
    {"type": "webhook", "urlFrom": "HOOK"}, {"type": "x"}]
    """

  /// What a dry run prints above each draft, with secrets of some channels.
  private func titles(
    _ world: DeliveryWorld, _ variables: [String: String]
  ) throws -> [String] {
    let outcome = try world.push.iam.bot.run(
      ["sync", "--source", "iam", "--dry-run"], in: "clone", environment: variables)
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(!outcome.text.contains("secretsmanager"))
    return outcome.output.split(separator: "\n").map(String.init).filter {
      $0.contains(#/^[a-z-]+( \(off: .*\))?: [a-zA-Z:]+ /#)
    }
  }

  private static func use(_ body: (DeliveryWorld) throws -> Void) throws {
    try DeliveryWorld.use(channels: channels) { world in
      world.push.publish("Alpha", "iam:PutUserPolicy")
      try body(world)
    }
  }

  private static let api = "https://api.github.com/repos/octo/policies"

  @Test func `every channel shows its message, and what it lacks to send it`() throws {
    try Self.use { world in
      var titles = try titles(world, [:])
      let bluesky = titles.remove(at: 1)
      #expect(
        bluesky.hasPrefix(
          "bluesky (off: BLUESKY_IDENTIFIER, BLUESKY_APP_PASSWORD are not set): "
            + "PUT app.bsky.feed.post/"), "\(bluesky)")
      let keys = "X_API_KEY, X_API_SECRET, X_ACCESS_TOKEN, X_ACCESS_TOKEN_SECRET"
      let token = "(off: GITHUB_TOKEN or MAMIP_GITHUB_APP_ID is not set)"
      #expect(
        titles == [
          "github-release \(token): POST \(Self.api)/releases",
          "github-issue \(token): POST \(Self.api)/issues",
          "sns: sns:Publish arn:aws:sns:us-east-1:123456789012:mamip",
          "sqs: sqs:SendMessage https://sqs.us-east-1.amazonaws.com/123456789012/mamip",
          "webhook (off: HOOK is not set): POST $HOOK",
          "x (off: \(keys) are not set): POST https://api.x.com/2/tweets",
        ])
    }
  }

  @Test func `a draft asks nobody for a secret`() throws {
    let nobody = "http://127.0.0.1:\(try LoopbackServer.deadPort())"
    try Self.use { world in
      let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mamip-AbCdEf"
      let titles = try titles(
        world,
        [
          "BLUESKY_APP_PASSWORD": arn, "BLUESKY_IDENTIFIER": arn, "GITHUB_API_URL": nobody,
          "HOOK": arn, "MAMIP_GITHUB_APP_ID": "1234", "MAMIP_GITHUB_APP_PRIVATE_KEY": arn,
          "X_ACCESS_TOKEN": arn, "X_ACCESS_TOKEN_SECRET": arn, "X_API_KEY": arn,
          "X_API_SECRET": arn, "AWS_ENDPOINT_URL_SECRETS_MANAGER": nobody,
        ])
      #expect(titles.count == 7)
      #expect(!titles.contains { $0.contains("(off") }, "\(titles)")
      #expect(world.hook.requests.isEmpty)
    }
  }

  @Test func `programs get the drafts as well`() throws {
    try Self.use { world in
      let dry = try world.run(
        "sync", "--source", "iam", "--dry-run", "--json", environment: ["HOOK": ""])
      let drafts = Array(try #require(PolicyFixture.parse(dry.output).root["drafts"]).elements)
      #expect(
        drafts.map { $0["channel"]?.string } == [
          "github-release", "bluesky", "github-issue", "sns", "sqs", "webhook", "x",
        ])
      let webhook = drafts[5]
      #expect(webhook["target"]?.string == "POST $HOOK")
      #expect(webhook["missing"]?.elements.map(\.string) == ["HOOK"])
      #expect(webhook["body"]?.string?.hasPrefix(#"{"type":"release.published","#) == true)
      #expect(drafts[0]["missing"]?.elements.map(\.string) == [])
      let real = try world.run("sync", "--source", "iam", "--json")
      #expect(PolicyFixture.parse(real.output).root["drafts"] == nil)
    }
  }
}
