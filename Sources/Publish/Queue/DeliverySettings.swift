/// How often and how long deliveries are tried.
package struct DeliverySettings: Sendable, Equatable {
  /// How long a claim holds; zero means that it never runs out for the run that has it, and at once
  /// for every other.
  package var claimSeconds = 120
  /// The wait after the first failure; each is twice the one before.
  package var backoffFirst = 60
  /// No wait of our own choice is longer.
  package var backoffMost = 6 * 3_600
  /// After so many failures a delivery is dead.
  package var attemptsMax = 8

  /// A release that was owed for so long is no news any more: seven days.
  package static let newsSeconds: Int64 = 7 * 86_400
  /// A delivery that was owed for so long is overdue: a day.
  package static let overdueSeconds: Int64 = 86_400
  /// No service's wish for a wait is heard beyond the time in which a release is news.
  static let retryAfterMax = newsSeconds

  /// What holds where nothing is configured.
  package init() {}

  /// How long a delivery that failed so many times waits for its next attempt, in seconds.
  package func wait(after attempts: Int) -> Int64 {
    var wait = backoffFirst
    for _ in 1..<max(1, min(attempts, attemptsMax)) where wait < backoffMost { wait *= 2 }
    return Int64(min(wait, backoffMost))
  }
}
