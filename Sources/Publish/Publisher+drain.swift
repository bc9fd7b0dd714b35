import Git
import Logging
package import Model
import News

extension Publisher {
  /// What became of the deliveries of a run.
  package struct Drained: Sendable {
    /// Those that this run tried or gave up, and all that are still waiting or have failed.
    package let deliveries: [Delivery]
    /// Those that are dead, or overdue.
    package let needingAttention: [Delivery]
  }

  /// Sends what is due: an attempt for each delivery.
  ///
  /// Each batch is claimed, where claims are needed, sent, and noted before the next one.
  package func drain() async throws(PublishError) -> Drained {
    try await book.read()
    try await beginAfterImport()
    let settled = try deliveries().filter(\.isNewlySettled)
    for delivery in settled { log.warning("\(delivery.end)") }
    var round = DrainRound(publisher: self)
    for _ in 1...DrainRound.batchesMax {
      let batch = try round.nextBatch()
      try await round.write(claiming: batch)
      if batch.isEmpty { break }
      do throws(PublishError) {
        try await round.send(batch)
      } catch {
        // Whatever ends the run, what it has sent is known.
        try await round.write(claiming: [])
        throw error
      }
    }
    try await round.write(claiming: [])
    return try drained(reporting: round.tried.union(settled.map(\.key)))
  }

  /// The same where nothing is sent.
  package func drained(reporting keys: Set<DeliveryKey> = []) throws(PublishError) -> Drained {
    let now = book.now
    let all = try deliveries()
    return Drained(
      deliveries: all.filter {
        keys.contains($0.key) || !$0.state.isFinal || $0.state == .dead
      },
      needingAttention: all.filter { $0.needsAttention(at: now) })
  }
}

/// Which delivery it is.
package struct DeliveryKey: Sendable, Hashable {
  package let release: ReleaseName
  package let channel: String
}

extension Delivery {
  /// What time has made of it, for the person who waits for it.
  fileprivate var end: String {
    let reason = error.map { ": \(SafeText.line($0))" } ?? ""
    return state == .expired
      ? "\(release) over `\(channel)` is given up, because it is no news any more\(reason)"
      : "\(release) over `\(channel)` is \(state.rawValue)\(reason)"
  }

  /// Which delivery it is.
  package var key: DeliveryKey { DeliveryKey(release: release, channel: channel) }
}
