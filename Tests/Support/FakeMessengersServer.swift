import Foundation

/// Bluesky, X, SNS, SQS and webhooks on one port of loopback, which fail where they are told to.
package final class FakeMessengersServer: Sendable {
  /// What happens to a request instead of an honest answer.
  package enum Fault: Sendable, CaseIterable {
    /// It is done, and the answer is lost.
    case lostAnswer
    /// It is not done, and the connection breaks.
    case reset
    /// It is not done: the service is not well.
    case broken
    /// It is not done: the service asks for a wait.
    case throttled
    /// It is not done: the service refuses.
    case refused
    /// It is not done: something in between answers.
    case page
  }

  private final class State: @unchecked Sendable {
    // SAFETY: every stored variable is touched with the lock held.
    let lock = NSLock()
    var world: FakeMessengers
    var faults: [FakeMessengers.Service: [Fault]] = [:]

    init(_ world: FakeMessengers) {
      self.world = world
    }
  }

  private let state: State
  private let server: LoopbackServer

  /// Serves a world, by default one in which nothing has arrived.
  package init(_ world: FakeMessengers = FakeMessengers()) throws {
    let state = State(world)
    self.state = state
    server = try LoopbackServer { request in Self.answer(request, state) }
  }

  /// Where all of them are.
  package var url: String { server.url }

  /// What has arrived.
  package var world: FakeMessengers { state.lock.withLock { state.world } }

  /// What happens to the next messages to a service.
  package func plan(_ faults: [Fault], for service: FakeMessengers.Service) {
    state.lock.withLock { state.faults[service, default: []] += faults }
  }

  /// The variables that lead to these services.
  package var environment: [String: String] {
    [
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_ENDPOINT_URL_SNS": url,
      "AWS_ENDPOINT_URL_SQS": url,
      "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY",
      "BLUESKY_APP_PASSWORD": "abcd-efgh-ijkl-mnop", "BLUESKY_IDENTIFIER": "mamip.bsky.social",
      "BLUESKY_SERVICE": url, "HOOK": "\(url)/webhook", "MAMIP_WEBHOOK_SECRET": "hook-secret",
      "DISCORD_WEBHOOK_URL": "\(url)/discord", "SLACK_WEBHOOK_URL": "\(url)/slack",
      "TEAMS_WEBHOOK_URL": "\(url)/teams",
      "X_ACCESS_TOKEN": "token", "X_ACCESS_TOKEN_SECRET": "token-secret", "X_API_KEY": "key",
      "X_API_SECRET": "key-secret", "X_API_URL": url,
    ]
  }

  private static func answer(
    _ request: LoopbackServer.Request, _ state: State
  ) -> LoopbackServer.Reply {
    state.lock.withLock {
      guard let service = FakeMessengers.service(of: request),
        state.faults[service]?.isEmpty == false, let fault = state.faults[service]?.removeFirst()
      else { return state.world.answer(request) }
      switch fault {
      case .lostAnswer:
        _ = state.world.answer(request)
        return .reset
      case .reset: return .reset
      case .broken: return LoopbackServer.Reply(503, "no")
      case .throttled: return LoopbackServer.Reply(429, headers: [("Retry-After", "0")], "slow")
      case .refused: return LoopbackServer.Reply(400, "no")
      case .page: return .html(502, "Bad Gateway")
      }
    }
  }
}
