/// IAM on loopback.
package typealias FakeIAMServer = FakeServer<FakeIAM>

extension FakeIAM: FakeService {
  package func call(in request: LoopbackServer.Request) -> Call? { Call(body: request.body) }

  package func refusal(of request: LoopbackServer.Request) -> LoopbackServer.Reply? {
    guard call(in: request) != nil else { return error(400, "MissingAction", "no Action") }
    let authorization = request.header("authorization") ?? ""
    guard authorization.contains("Credential=\(accessKeyID)/") else {
      return error(
        403, "InvalidClientTokenId", "The security token included in the request is invalid")
    }
    return nil
  }
}

extension FakeServer where World == FakeIAM {
  /// The variables by which the program finds this server, with keys that mean nothing.
  package var environment: [String: String] {
    [
      "AWS_ENDPOINT_URL_IAM": url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
      "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    ]
  }
}

extension FakeServer.Fault where World == FakeIAM {
  /// Happens so many times, 0 being always, to calls of an action, for one policy or for all.
  package init(
    _ action: String, of policy: String? = nil, times: Int = 1,
    _ effect: @escaping @Sendable (inout FakeIAM, FakeIAM.Call) -> LoopbackServer.Reply
  ) {
    self.init(
      isMeant: { $0.action == action && (policy == nil || policy == $0.policy) }, times: times,
      effect: effect)
  }

  /// The world changes right after the answer was made.
  package static func after(
    _ action: String, of policy: String? = nil, times: Int = 1,
    _ change: @escaping @Sendable (inout FakeIAM) -> Void
  ) -> Self {
    Self(action, of: policy, times: times) { world, call in
      let reply = world.answer(call)
      change(&world)
      return reply
    }
  }

  /// IAM asks to be left alone, with the status that it has for this.
  package static func throttled(_ action: String, times: Int = 1) -> Self {
    refused(action, 400, "Throttling", "Rate exceeded", times: times)
  }

  /// IAM says no.
  package static func refused(
    _ action: String, of policy: String? = nil, _ status: Int, _ code: String,
    _ message: String, times: Int = 0
  ) -> Self {
    Self(action, of: policy, times: times) { world, _ in world.error(status, code, message) }
  }
}
