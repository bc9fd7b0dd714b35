import Foundation

/// IAM on loopback: it answers for a world that a test changes between runs, counts what it is
/// asked, and fails where it is told to.
package final class FakeIAMServer: Sendable {
  /// What happens instead of, or after, an honest answer.
  package struct Fault: Sendable {
    let action: String
    let policy: String?
    var times: Int
    let effect: @Sendable (inout FakeIAM, FakeIAM.Call) -> LoopbackServer.Reply

    /// Happens so many times, 0 being always, to calls of an action, for one policy or for all.
    package init(
      _ action: String, of policy: String? = nil, times: Int = 1,
      _ effect: @escaping @Sendable (inout FakeIAM, FakeIAM.Call) -> LoopbackServer.Reply
    ) {
      self.action = action
      self.policy = policy
      self.times = times
      self.effect = effect
    }

    /// The world changes right after the answer was made.
    package static func after(
      _ action: String, of policy: String? = nil, times: Int = 1,
      _ change: @escaping @Sendable (inout FakeIAM) -> Void
    ) -> Fault {
      Fault(action, of: policy, times: times) { world, call in
        let reply = world.answer(call)
        change(&world)
        return reply
      }
    }

    /// IAM asks to be left alone, with the status that it has for this.
    package static func throttled(_ action: String, times: Int = 1) -> Fault {
      refused(action, 400, "Throttling", "Rate exceeded", times: times)
    }

    /// IAM says no.
    package static func refused(
      _ action: String, of policy: String? = nil, _ status: Int, _ code: String,
      _ message: String, times: Int = 0
    ) -> Fault {
      Fault(action, of: policy, times: times) { world, _ in world.error(status, code, message) }
    }
  }

  private final class State: @unchecked Sendable {
    // SAFETY: every stored variable is touched with the lock held.
    let lock = NSLock()
    var world: FakeIAM
    var faults: [Fault] = []
    var calls: [FakeIAM.Call] = []

    init(_ world: FakeIAM) {
      self.world = world
    }
  }

  private let state: State
  private let server: LoopbackServer

  /// Serves a world.
  package init(_ world: FakeIAM) throws {
    let state = State(world)
    self.state = state
    server = try LoopbackServer { request in Self.answer(request, state) }
  }

  /// The variables by which the program finds this server, with keys that mean nothing.
  package var environment: [String: String] {
    [
      "AWS_ENDPOINT_URL_IAM": server.url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
      "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    ]
  }

  /// What is published now.
  package var world: FakeIAM {
    get { state.lock.withLock { state.world } }
    set { state.lock.withLock { state.world = newValue } }
  }

  /// What was asked since the last time that this was called, in order of arrival.
  package func takeCalls() -> [FakeIAM.Call] {
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
      guard let call = FakeIAM.Call(body: request.body) else {
        return state.world.error(400, "MissingAction", "no Action")
      }
      state.calls.append(call)
      let authorization = request.header("authorization") ?? ""
      guard authorization.contains("Credential=\(state.world.accessKeyID)/") else {
        return state.world.error(
          403, "InvalidClientTokenId", "The security token included in the request is invalid")
      }
      let planned = state.faults.indices.first { index in
        let fault = state.faults[index]
        return fault.action == call.action && (fault.policy == nil || fault.policy == call.policy)
      }
      guard let planned else { return state.world.answer(call) }
      let effect = state.faults[planned].effect
      state.faults[planned].times -= 1
      if state.faults[planned].times == 0 { state.faults.remove(at: planned) }
      return effect(&state.world, call)
    }
  }
}
