import Foundation

/// A clock that moves only when told, or by itself to the end of each sleep.
package final class ManualClock: Clock, @unchecked Sendable {
  package struct Instant: InstantProtocol {
    package let offset: Duration

    package func advanced(by duration: Duration) -> Instant {
      Instant(offset: offset + duration)
    }

    package func duration(to other: Instant) -> Duration { other.offset - offset }

    package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct Sleeper {
    let deadline: Instant
    let continuation: CheckedContinuation<Void, any Error>
  }

  // SAFETY: every stored variable is touched with the lock held.
  private let lock = NSLock()
  private let advancesItself: Bool
  private var current = Instant(offset: .zero)
  private var requested: [Duration] = []
  private var sleepers: [UUID: Sleeper] = [:]
  private var cancelled: Set<UUID> = []
  private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

  /// Stands still until `advance`, or jumps to the end of each sleep at once.
  package init(advancesItself: Bool = false) {
    self.advancesItself = advancesItself
  }

  package var now: Instant { lock.withLock { current } }

  package var minimumResolution: Duration { .zero }

  /// How long each sleep so far was asked to be, in order.
  package var sleeps: [Duration] { lock.withLock { requested } }

  /// Moves the time, and wakes whoever slept until then.
  package func advance(by duration: Duration) {
    let due = lock.withLock {
      current = current.advanced(by: duration)
      let due = sleepers.filter { $0.value.deadline <= current }
      due.keys.forEach { sleepers[$0] = nil }
      return due.values.sorted { $0.deadline < $1.deadline }
    }
    due.forEach { $0.continuation.resume() }
  }

  /// Returns once that many sleeps have been asked for since the beginning.
  package func sleeps(reaching count: Int) async {
    await withCheckedContinuation { continuation in
      let isReached = lock.withLock {
        guard requested.count < count else { return true }
        watchers.append((count, continuation))
        return false
      }
      if isReached { continuation.resume() }
    }
  }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = UUID()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        begin(id, Sleeper(deadline: deadline, continuation: continuation))
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func begin(_ id: UUID, _ sleeper: Sleeper) {
    let (isOver, reached) = lock.withLock { () -> (Result<Void, any Error>?, [Int]) in
      requested.append(current.duration(to: sleeper.deadline))
      let reached = watchers.indices.filter { watchers[$0].count <= requested.count }
      if cancelled.remove(id) != nil { return (.failure(CancellationError()), reached) }
      if advancesItself { current = max(current, sleeper.deadline) }
      if sleeper.deadline <= current { return (.success(()), reached) }
      sleepers[id] = sleeper
      return (nil, reached)
    }
    notify(reached)
    if let isOver { sleeper.continuation.resume(with: isOver) }
  }

  private func notify(_ indices: [Int]) {
    let due = lock.withLock {
      let due = indices.map { watchers[$0].continuation }
      for index in indices.reversed() { watchers.remove(at: index) }
      return due
    }
    due.forEach { $0.resume() }
  }

  private func cancel(_ id: UUID) {
    let sleeper = lock.withLock { () -> Sleeper? in
      guard let sleeper = sleepers.removeValue(forKey: id) else {
        cancelled.insert(id)
        return nil
      }
      return sleeper
    }
    sleeper?.continuation.resume(throwing: CancellationError())
  }
}
