import Model
package import News

/// A place where people are told of releases: one file for each kind, a case of `ChannelKind`.
///
/// A channel turns news into its own words and sends them. It keeps no state beyond one run, such
/// as a login: what was delivered is written down by the queue, in the repository.
package protocol Channel: Sendable {
  /// What it can promise where an answer is lost.
  var promise: DeliveryPromise { get }

  /// What it would send, exactly, for a dry run; secrets are left out.
  func drafts(of news: ReleaseNews) -> [Draft]

  /// Sends it. Each call is one attempt, bounded in time; what fails is told, never thrown.
  ///
  /// An attempt that follows one of unknown end is the same call: a channel that promises more than
  /// `atMostOnce` makes sure itself that nothing stands there twice.
  func deliver(_ news: ReleaseNews) async -> DeliveryOutcome
}

/// A message as it would be sent.
package struct Draft: Sendable, Equatable {
  /// Where it would go, without secrets: `POST https://api.github.com/repos/o/r/releases`.
  package let target: String
  /// The whole text or JSON, as the service would get it.
  package let body: String

  /// Puts a draft together.
  package init(target: String, body: String) {
    self.target = target
    self.body = body
  }
}

/// How an attempt to deliver ended.
package enum DeliveryOutcome: Sendable, Equatable {
  /// It is there, now or since before. The id and the address are the service's own, where it has
  /// them.
  case delivered(id: String?, url: String?)
  /// It is not there. It is tried again later: after the wait that the service asked for, or else
  /// when the queue says.
  case notDelivered(reason: String, retryAfter: Duration?)
  /// Nobody knows: the request went out and no answer, or none that says, came back.
  case inDoubt(reason: String)
}
