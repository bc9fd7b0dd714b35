import Foundation
import PolicyLanguage
import Support
import Testing

/// An archive on a git server, clones of it, and webhooks that hear of its releases.
struct DeliveryWorld {
  let push: PushWorld
  let hook: LoopbackServer
  let script: Script

  var fixture: GitFixture { push.fixture }

  /// What the webhook answers, one after another; then it accepts everything.
  final class Script: @unchecked Sendable {
    // SAFETY: touched with the lock held.
    private let lock = NSLock()
    private var replies: [LoopbackServer.Reply] = []

    func plan(_ replies: LoopbackServer.Reply...) {
      lock.withLock { self.replies += replies }
    }

    func next() -> LoopbackServer.Reply {
      lock.withLock { replies.isEmpty ? LoopbackServer.Reply(200) : replies.removeFirst() }
    }
  }

  /// Runs a test in a world of its own, in which a folder `clone` has the configuration.
  static func use(
    channels: String = #"[{"type": "webhook", "urlFrom": "HOOK"}]"#,
    delivery: String = #"{"backoff": {"first": "0s", "most": "0s"}, "claimTimeout": "0s"}"#,
    _ body: (DeliveryWorld) throws -> Void
  ) throws {
    try PushWorld.use { push in
      let script = Script()
      let hook = try LoopbackServer { _ in script.next() }
      let world = DeliveryWorld(push: push, hook: hook, script: script)
      try world.clone("clone", channels: channels, delivery: delivery)
      try body(world)
    }
  }

  /// Clones the archive into a folder, with a configuration.
  func clone(
    _ folder: String, channels: String = #"[{"type": "webhook", "urlFrom": "HOOK"}]"#,
    delivery: String = #"{"backoff": {"first": "0s", "most": "0s"}, "claimTimeout": "0s"}"#,
    depth: Int? = nil
  ) throws {
    try push.clone(folder, depth: depth)
    try fixture.write(
      "\(folder)/.github/mamip.json",
      #"{"repository": "octo/policies", "channels": \#(channels), "delivery": \#(delivery)}"#)
  }

  var environment: [String: String] {
    push.environment.merging([
      "HOOK": "\(hook.url)/secret-path", "MAMIP_WEBHOOK_SECRET": "webhook-secret",
    ]) { $1 }
  }

  /// Runs a command in a clone, which must end with a status and never tells the hook's address.
  @discardableResult
  func run(
    _ words: String..., in clone: String = "clone", expecting status: Int32 = 0,
    environment: [String: String] = [:], location: SourceLocation = #_sourceLocation
  ) throws -> Bot.Outcome {
    let outcome = try push.iam.bot.run(
      words, in: clone, environment: self.environment.merging(environment) { $1 })
    #expect(outcome.status == status, "\(outcome.text)", sourceLocation: location)
    #expect(!outcome.text.contains("secret-path"), sourceLocation: location)
    #expect(!outcome.text.contains("webhook-secret"), sourceLocation: location)
    return outcome
  }

  /// A run that records, pushes and tells.
  @discardableResult
  func sync(
    in clone: String = "clone", expecting status: Int32 = 0,
    environment: [String: String] = [:], location: SourceLocation = #_sourceLocation
  ) throws -> Bot.Outcome {
    try run(
      "sync", "--source", "iam", "--push", "--publish", in: clone, expecting: status,
      environment: environment, location: location)
  }

  /// Where each delivery stands, as `queue list --json` says.
  func states(in clone: String = "clone", expecting status: Int32 = 0) throws -> [String] {
    let outcome = try run("queue", "list", "--json", in: clone, expecting: status)
    return PolicyFixture.parse(outcome.output).root.elements.map {
      let attempts = $0["attempts"]?.numberText ?? ""
      return "\($0["channel"]?.string ?? "") \($0["state"]?.string ?? "") \(attempts)"
    }
  }

  /// The releases that the hook was told of, in order.
  var told: [String] {
    hook.requests.map { PolicyFixture.parse($0.text).root["data"]?["release"]?.string ?? $0.text }
  }

  /// The notes of the newest release on the server, as git shows them.
  func note() throws -> [String] {
    try push.served.git("notes", "--ref=mamip", "show", "main").split(separator: "\n")
      .map(String.init)
  }
}
