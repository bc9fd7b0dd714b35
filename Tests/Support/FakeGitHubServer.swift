/// GitHub's API on loopback.
package typealias FakeGitHubServer = FakeServer<FakeGitHub>

extension FakeGitHub: FakeService {
  package func call(in request: LoopbackServer.Request) -> Call? {
    Call(request, repository: repository)
  }
}

extension FakeServer.Fault where World == FakeGitHub {
  /// Happens so many times, 0 being always, to calls such as `POST releases`.
  package init(
    _ operation: String, times: Int = 1,
    _ effect: @escaping @Sendable (inout FakeGitHub, FakeGitHub.Call) -> LoopbackServer.Reply
  ) {
    self.init(isMeant: { $0.operation == operation }, times: times, effect: effect)
  }

  /// GitHub does what it is asked, and the answer is lost.
  package static func lost(_ operation: String, times: Int = 1) -> Self {
    Self(operation, times: times) { world, call in
      _ = world.answer(call)
      return .reset
    }
  }

  /// Something else is answered, and nothing done.
  package static func answer(
    _ operation: String, times: Int = 1, _ reply: LoopbackServer.Reply
  ) -> Self {
    Self(operation, times: times) { _, _ in reply }
  }
}
