import HTTP

/// Keeps what is written to GitHub within the limits that GitHub states in public, so that none has
/// to be refused.
///
/// It knows what one run has written. What other runs, other programs and people have, GitHub says
/// by refusing, and then the queue waits.
package struct WritePacer: Sendable {
  /// So many writes in so much time.
  struct Limit: Sendable {
    let count: Int
    let duration: Duration
  }

  /// One a second, with a little more time because not all requests travel at the same speed; 80 a
  /// minute, which follows; 500 an hour.
  static let limits = [
    Limit(count: 1, duration: .milliseconds(1_100)), Limit(count: 500, duration: .seconds(3_610)),
  ]
  /// A write that would have to wait longer is for a later run.
  static let waitMax = Duration.seconds(30)

  /// When the latest writes had their turns, oldest first, since the pacer was made.
  private let turns = Locked<[Duration]>([])
  private let elapsed: @Sendable () -> Duration
  private let sleep: @Sendable (Duration) async throws -> Void

  /// Begins with nothing written.
  package init<Time: Clock>(clock: Time) where Time.Duration == Duration {
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(for: $0) }
  }

  /// Waits for the turn of one more write; gives how long it would take where that is too long.
  func turn() async -> Duration? {
    let now = elapsed()
    let wait = turns.withLock { turns in
      let next = Self.limits.map { limit in
        turns.count < limit.count ? now : turns[turns.count - limit.count] + limit.duration
      }.reduce(now, max)
      guard next - now <= Self.waitMax else { return next - now }
      turns = turns.suffix(Self.turnsMax - 1) + [next]
      return next - now
    }
    guard wait <= Self.waitMax else { return wait }
    do {
      if wait > .zero { try await sleep(wait) }
    } catch {
      // Only a cancelled task wakes early, and there the write ends at once with that error.
      return nil
    }
    return nil
  }

  private static let turnsMax = limits.map(\.count).reduce(1, max)
}
