package import Model

/// A release that a channel is to tell of, or has told of.
package struct Delivery: Sendable, Equatable {
  package let release: ReleaseName
  package let channel: String
  package var state: DeliveryState
  package var attempts: Int
  /// When it is tried next, where it is pending.
  package var nextAttempt: Timestamp?
  package var error: String?
  package var url: String?
  /// Since when somebody waits for it.
  package var since: Timestamp
  /// Whether the state is what time made of it, and is not written down yet.
  package var isNewlySettled = false
}

extension Delivery {
  /// Whether it is to be tried now.
  package func isDue(at now: Timestamp) -> Bool {
    state == .pending && nextAttempt.map { $0 <= now } ?? true
  }

  /// Whether somebody has waited for it longer than a day.
  package func isOverdue(at now: Timestamp) -> Bool {
    !state.isFinal && since.seconds + DeliverySettings.overdueSeconds <= now.seconds
  }

  /// Whether a person must look at it.
  package func needsAttention(at now: Timestamp) -> Bool { state == .dead || isOverdue(at: now) }
}
