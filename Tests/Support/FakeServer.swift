import Foundation

/// A service as a value: what it holds, and what it answers by its own rules.
package protocol FakeService: Sendable {
  associatedtype Call: Sendable

  /// Reads a request; nil where it is no call.
  func call(in request: LoopbackServer.Request) -> Call?

  /// What is answered to a request of which nothing more is looked at; nil for all others.
  func refusal(of request: LoopbackServer.Request) -> LoopbackServer.Reply?

  /// What the service answers.
  mutating func answer(_ call: Call) -> LoopbackServer.Reply
}

extension FakeService {
  package func refusal(of request: LoopbackServer.Request) -> LoopbackServer.Reply? { nil }
}

/// A service on loopback: it answers for a world that a test changes between runs, counts what it
/// is asked, and fails where it is told to.
package final class FakeServer<World: FakeService>: Sendable {
  /// What happens instead of, or after, an honest answer.
  package struct Fault: Sendable {
    let isMeant: @Sendable (World.Call) -> Bool
    var times: Int
    let effect: @Sendable (inout World, World.Call) -> LoopbackServer.Reply
  }

  private final class State: @unchecked Sendable {
    // SAFETY: every stored variable is touched with the lock held.
    let lock = NSLock()
    var world: World
    var faults: [Fault] = []
    var calls: [World.Call] = []

    init(_ world: World) {
      self.world = world
    }
  }

  private let state: State
  private let server: LoopbackServer

  /// Serves a world.
  package init(_ world: World) throws {
    let state = State(world)
    self.state = state
    server = try LoopbackServer { request in Self.answer(request, state) }
  }

  /// Where the service is.
  package var url: String { server.url }

  /// What the service holds now.
  package var world: World {
    get { state.lock.withLock { state.world } }
    set { state.lock.withLock { state.world = newValue } }
  }

  /// What was asked since the last time that this was called, in order of arrival.
  package func takeCalls() -> [World.Call] {
    state.lock.withLock {
      defer { state.calls = [] }
      return state.calls
    }
  }

  /// Replaces the faults that are planned.
  package func plan(_ faults: Fault...) { state.lock.withLock { state.faults = faults } }

  /// The requests as they came over the wire.
  package var requests: [LoopbackServer.Request] { server.requests }

  private static func answer(
    _ request: LoopbackServer.Request, _ state: State
  ) -> LoopbackServer.Reply {
    state.lock.withLock {
      let call = state.world.call(in: request)
      if let call { state.calls.append(call) }
      if let refusal = state.world.refusal(of: request) { return refusal }
      guard let call else { return LoopbackServer.Reply(400) }
      guard let planned = state.faults.firstIndex(where: { $0.isMeant(call) }) else {
        return state.world.answer(call)
      }
      let effect = state.faults[planned].effect
      state.faults[planned].times -= 1
      if state.faults[planned].times == 0 { state.faults.remove(at: planned) }
      return effect(&state.world, call)
    }
  }
}
