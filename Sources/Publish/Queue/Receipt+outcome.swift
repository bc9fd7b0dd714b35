package import Model

extension Receipt {
  /// What is written down after an attempt.
  ///
  /// - Parameters:
  ///   - outcome: how it ended.
  ///   - delivery: as it was before.
  ///   - promise: the channel's.
  ///   - settings: how often and how long is tried.
  ///   - now: when it ended.
  ///   - run: which run made the attempt.
  package init(
    _ outcome: DeliveryOutcome, of delivery: Delivery, promise: DeliveryPromise,
    settings: DeliverySettings, at now: Timestamp, by run: String
  ) {
    let attempts = delivery.attempts + 1
    self.init(.delivered, attempts: attempts, at: now, run: run)
    switch outcome {
    case .delivered(let id, let url):
      (self.id, self.url) = (id, url)
      return
    case .inDoubt(let reason) where promise == .atMostOnce:
      (state, error) = (.uncertain, reason)
      return
    case .inDoubt(let reason):
      error = reason
      wait(settings, asked: nil)
    case .notDelivered(let reason, let retryAfter):
      error = reason
      wait(settings, asked: retryAfter?.components.seconds)
    }
    since = delivery.since
  }

  /// Has the delivery wait for its next attempt, or lets it die where that was the last.
  private mutating func wait(_ settings: DeliverySettings, asked: Int64?) {
    guard attempts < settings.attemptsMax else {
      state = .dead
      return
    }
    state = .pending
    let asked = min(asked ?? 0, DeliverySettings.retryAfterMax)
    next = Timestamp(seconds: at.seconds + max(settings.wait(after: attempts), asked))
  }
}
