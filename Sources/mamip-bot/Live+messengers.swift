import AWS
import Configuration
import HTTP
import Model
import News
import Publish

/// The channels that speak to others than GitHub.
extension Live {
  func makeBluesky(_ plan: ChannelPlan) async throws -> any Channel {
    let identifier = try await needed("BLUESKY_IDENTIFIER", for: plan)
    let password = try await needed("BLUESKY_APP_PASSWORD", for: plan)
    let account = BlueskyAccount(
      service: address("BLUESKY_SERVICE") ?? "https://bsky.social",
      identifier: identifier.reveal(), password: password)
    guard let account else {
      throw Self.wrong("BLUESKY_SERVICE", for: plan, Self.noAddress)
    }
    return BlueskyChannel(plan.context, account, template: plan.section.template)
  }

  func makeSNS(_ plan: ChannelPlan) throws -> any Channel {
    try SNSChannel(
      plan.context, awsClient(over: plan.http), topic: plan.section.topic ?? "",
      template: plan.section.template)
  }

  func makeSQS(_ plan: ChannelPlan) throws -> any Channel {
    try SQSChannel(
      plan.context, awsClient(over: plan.http), queue: plan.section.queue ?? "")
  }

  func makeWebhook(_ plan: ChannelPlan) async throws -> any Channel {
    let form = plan.section.form ?? .generic
    let variable = plan.section.urlFrom ?? ""
    let secret = try await needed(variable, for: plan, or: "https://localhost")
    guard let address = WebhookAddress(secret) else {
      throw Self.wrong(variable, for: plan, Self.noAddress)
    }
    return WebhookChannel(
      plan.context, WebhookDialect(form, template: plan.section.template), address: address,
      from: variable, signature: form == .generic ? try await signature(plan) : nil)
  }

  /// Whoever knows the address can post there, so that a signature is the user's choice.
  private func signature(_ plan: ChannelPlan) async throws -> WebhookSignature? {
    let variable = "MAMIP_WEBHOOK_SECRET"
    guard plan.drafting == nil, let secret = try await secret(variable) else { return nil }
    guard let signature = WebhookSignature(secret) else {
      throw Self.wrong(variable, for: plan, "behind `whsec_` it is no base64")
    }
    return signature
  }

  func makeX(_ plan: ChannelPlan) async throws -> any Channel {
    let keys = OAuthKeys(
      consumerKey: try await needed("X_API_KEY", for: plan),
      consumerSecret: try await needed("X_API_SECRET", for: plan),
      token: try await needed("X_ACCESS_TOKEN", for: plan),
      tokenSecret: try await needed("X_ACCESS_TOKEN_SECRET", for: plan))
    let account = XAccount(
      service: address("X_API_URL") ?? "https://api.x.com", keys: keys, nonce: Self.nonce)
    guard let account else { throw Self.wrong("X_API_URL", for: plan, Self.noAddress) }
    return XChannel(
      plan.context, account, template: plan.section.template,
      hasLink: plan.section.link ?? false)
  }

  private static let noAddress = "it is no https address, nor one of http on this machine"

  private func address(_ variable: String) -> String? {
    environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A number that no other request has.
  @Sendable private static func nonce() -> String {
    (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
  }
}

extension ChannelPlan {
  /// What every channel is given.
  var context: ChannelContext {
    ChannelContext(name: name, archive: archive, http: http, now: Live.now)
  }
}
