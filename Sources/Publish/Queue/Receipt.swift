package import Model

/// Where a delivery stands.
package enum DeliveryState: String, Sendable, CaseIterable {
  /// It is still to be tried, for the first time or again.
  case pending
  /// A run has claimed it.
  case sending
  /// It is there.
  case delivered
  /// It may be there or not, and nobody can find out; it is not sent again by itself.
  case uncertain
  /// It was tried as often as it may be.
  case dead
  /// It is too old to be news.
  case expired
  /// Nobody is to be told: it is an import, nothing of it passes the channel's filter, or a person
  /// decided so.
  case skipped

  /// Whether nothing more is done about it by itself.
  package var isFinal: Bool { self != .pending && self != .sending }
}

/// What is written down of a release's delivery over a channel.
package struct Receipt: Sendable, Equatable {
  package var state: DeliveryState
  package var attempts: Int
  /// When it was written.
  package var at: Timestamp
  /// Which run wrote it.
  package var run: String
  /// Where it waits for another attempt: the time of that.
  package var next: Timestamp?
  /// Where a person asked for it anew: when.
  package var since: Timestamp?
  /// The service's own name of what was sent.
  package var id: String?
  /// Where people find what was sent.
  package var url: String?
  /// Why it is not there.
  package var error: String?

  /// Puts a receipt together.
  package init(
    _ state: DeliveryState, attempts: Int, at: Timestamp, run: String, next: Timestamp? = nil,
    since: Timestamp? = nil, id: String? = nil, url: String? = nil, error: String? = nil
  ) {
    self.state = state
    self.attempts = attempts
    self.at = at
    self.run = run
    self.next = next
    self.since = since
    self.id = id
    self.url = url
    self.error = error
  }
}

/// The beginning of a channel: what is released after the release that bears it is delivered.
package struct Start: Sendable, Equatable {
  package var at: Timestamp
  package var run: String

  /// Says when and by which run.
  package init(at: Timestamp, run: String) {
    self.at = at
    self.run = run
  }
}

/// A run's word that it is about to send a release over some channels, so that no other does.
package struct Claim: Sendable, Equatable {
  package var run: String
  package var at: Timestamp
  /// From then on it counts for nobody.
  package var until: Timestamp
  package var channels: [String]

  /// When half of it is over, and at least a second.
  var middle: Timestamp { Timestamp(seconds: at.seconds + (until.seconds - at.seconds + 1) / 2) }

  /// Puts a claim together.
  package init(run: String, at: Timestamp, until: Timestamp, channels: [String]) {
    self.run = run
    self.at = at
    self.until = until
    self.channels = channels
  }
}
