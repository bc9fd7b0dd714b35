import HTTP
import Model
import News
import Support
import Testing

@testable import Publish

/// What is particular to webhooks: the signature, and the forms of chat services.
@Suite struct WebhookTests {
  let news: ReleaseNews
  let archive = ArchiveAddress(server: "https://github.com", repository: "o/r")

  init() throws {
    news = try NewsFixture.release(policies: 2)
  }

  private func channel(
    _ form: WebhookForm, at url: String, secret: String? = nil
  ) throws -> WebhookChannel {
    WebhookChannel(
      ContractWorld(url: url).context("ours"), WebhookDialect(form, template: nil),
      address: try #require(WebhookAddress(Secret(url + "/hook"))), from: "HOOK",
      signature: try secret.map { try #require(WebhookSignature(Secret($0))) })
  }

  /// The example of the Standard Webhooks' own libraries.
  @Test func `a signature is that of the standard`() throws {
    let signature = try #require(
      WebhookSignature(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
    let headers = signature.headers(
      of: Array(#"{"test": 2432232314}"#.utf8), id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      at: Timestamp(seconds: 1_614_265_330))
    let texts = headers.map { header in
      if case .plain(let text) = header.value { "\(header.name): \(text)" } else { "" }
    }
    #expect(
      texts == [
        "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp: 1614265330",
        "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      ])
  }

  @Test(arguments: ["", "whsec_", "whsec_a", "whsec_????"])
  func `what is no key is refused`(text: String) {
    #expect(WebhookSignature(Secret(text)) == nil)
  }

  @Test func `the id is the same for each attempt, and another for each channel`() async throws {
    let server = try LoopbackServer { _ in .init(503) }
    let channel = try channel(.generic, at: server.url, secret: "raw bytes")
    _ = await channel.deliver(news)
    _ = await channel.deliver(news)
    let ids = server.requests.map { $0.header("webhook-id") }
    #expect(ids.count == 2 && ids[0] == ids[1])
    #expect(ids[0]?.hasPrefix("msg_") == true)
    #expect(
      DeliveryID.of(news.name, in: archive, by: "ours")
        != DeliveryID.of(news.name, in: archive, by: "theirs"))
  }

  @Test(arguments: [
    "http://example.com/hook", "ftp://example.com/", "hooks.slack.com/x", "",
    "https://user:secret@example.com/",
  ]) func `an address that gives itself away is refused`(address: String) {
    #expect(WebhookAddress(Secret(address)) == nil)
  }

  @Test func `Discord says in its answer how long to wait`() async throws {
    let server = try LoopbackServer { _ in
      .init(429, #"{"message": "slow", "retry_after": 0.65, "global": false}"#)
    }
    guard
      case .notDelivered(_, let wait) = try await channel(.discord, at: server.url).deliver(news)
    else {
      Issue.record("not told as not delivered")
      return
    }
    #expect(wait == .milliseconds(650))
  }

  @Test func `each form has its own words`() throws {
    let body = { (form: WebhookForm) in
      String(decoding: WebhookDialect(form, template: nil).body(news, archive), as: UTF8.self)
    }
    let commit = "https://github.com/o/r/commit/\(String(repeating: "b", count: 40))"
    #expect(
      body(.slack) == """
        {"text":"*2 AWS managed policies updated* (<https://github.com/o/r/releases/tag/\
        2026-11-20-18-00|2026-11-20-18-00>)\\n\\n• <\(commit)|Policy1> v5 → v6: +2 actions\\n\
        • <\(commit)|Policy2> v5 → v6: +2 actions","unfurl_links":false}
        """)
    #expect(
      body(.discord).contains("• [Policy1](\(commit)) v5 → v6: \\\\+2 actions\\n"))
    #expect(body(.teams).contains(#"{"type":"TextBlock","text":"- [Policy2]("#))
    #expect(body(.generic).hasPrefix(#"{"type":"release.published","timestamp":"2026-11-20T18:00"#))
  }
}
