import Foundation

/// GitHub's API on loopback: it answers for a world that a test changes, counts what it is asked,
/// and fails where it is told to.
package final class FakeGitHubServer: Sendable {
  /// What happens instead of, or after, an honest answer.
  package struct Fault: Sendable {
    let operation: String
    var times: Int
    let effect: @Sendable (inout FakeGitHub, FakeGitHub.Call) -> LoopbackServer.Reply

    /// Happens so many times, 0 being always, to calls such as `POST releases`.
    package init(
      _ operation: String, times: Int = 1,
      _ effect: @escaping @Sendable (inout FakeGitHub, FakeGitHub.Call) -> LoopbackServer.Reply
    ) {
      self.operation = operation
      self.times = times
      self.effect = effect
    }

    /// GitHub does what it is asked, and the answer is lost.
    package static func lost(_ operation: String, times: Int = 1) -> Fault {
      Fault(operation, times: times) { world, call in
        _ = world.answer(call)
        return .reset
      }
    }

    /// Something else is answered, and nothing done.
    package static func answer(
      _ operation: String, times: Int = 1, _ reply: LoopbackServer.Reply
    ) -> Fault {
      Fault(operation, times: times) { _, _ in reply }
    }
  }

  private final class State: @unchecked Sendable {
    // SAFETY: every stored variable is touched with the lock held.
    let lock = NSLock()
    var world: FakeGitHub
    var faults: [Fault] = []
    var calls: [FakeGitHub.Call] = []

    init(_ world: FakeGitHub) {
      self.world = world
    }
  }

  private let state: State
  private let server: LoopbackServer

  /// Serves a world.
  package init(_ world: FakeGitHub) throws {
    let state = State(world)
    self.state = state
    server = try LoopbackServer { request in Self.answer(request, state) }
  }

  /// Where the API begins.
  package var url: String { server.url }

  /// What the repository holds now.
  package var world: FakeGitHub {
    get { state.lock.withLock { state.world } }
    set { state.lock.withLock { state.world = newValue } }
  }

  /// What was asked since the last time that this was called, in order of arrival.
  package func takeCalls() -> [FakeGitHub.Call] {
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
      let call = FakeGitHub.Call(request, repository: state.world.repository)
      state.calls.append(call)
      guard let planned = state.faults.firstIndex(where: { $0.operation == call.operation }) else {
        return state.world.answer(call)
      }
      let effect = state.faults[planned].effect
      state.faults[planned].times -= 1
      if state.faults[planned].times == 0 { state.faults.remove(at: planned) }
      return effect(&state.world, call)
    }
  }
}
