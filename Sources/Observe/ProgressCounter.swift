import Synchronization

/// Counts finished pieces of work that run side by side.
final class ProgressCounter: Sendable {
  private let done = Atomic<Int>(0)
  private let total: Int
  private let report: @Sendable (_ done: Int, _ total: Int) -> Void

  init(total: Int, report: @escaping @Sendable (Int, Int) -> Void) {
    self.total = total
    self.report = report
  }

  func advance() {
    report(done.add(1, ordering: .relaxed).newValue, total)
  }
}
