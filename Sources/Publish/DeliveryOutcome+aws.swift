import AWS
import HTTP

extension DeliveryOutcome {
  /// What a call to AWS means that did not succeed.
  init(_ error: AWSError) {
    let isKnown =
      switch error.failure {
      case .refused(let refusal): refusal.status < 500
      case .unreachable(let error): error.wasSent == false
      case .noCredentials, .misconfigured: true
      case .unreadable, .inconsistent: false
      }
    let reason = error.hint.map { "\(error); \($0)" } ?? "\(error)"
    self =
      isKnown ? .notDelivered(reason: reason, retryAfter: nil) : .inDoubt(reason: reason)
  }

  /// Sends to a topic or queue; where it has an order, a lost answer is made good by a second try,
  /// which within five minutes counts as the first.
  init(ordered: Bool, _ send: () async throws(AWSError) -> String) async {
    self = await Self.once(send)
    guard ordered, case .inDoubt = self else { return }
    // That the second try did not arrive says nothing of the first.
    let second = await Self.once(send)
    if case .delivered = second { self = second }
  }

  private static func once(_ send: () async throws(AWSError) -> String) async -> DeliveryOutcome {
    do throws(AWSError) {
      return .delivered(id: try await send(), url: nil)
    } catch {
      return DeliveryOutcome(error)
    }
  }
}
