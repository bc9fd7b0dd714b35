import Dispatch
import HTTP

/// Adds objects to a pack in their order, on another core: to compress them takes longer than to
/// make the next ones.
final class PackQueue {
  /// How many objects may wait.
  private static let waitingMax = 64

  private let pack: Locked<PackFile>
  private let failure = Locked<GitError?>(nil)
  private let queue = DispatchQueue(label: "mamip-bot.pack")
  private let room = DispatchSemaphore(value: waitingMax)
  /// How many objects there are, those that wait included.
  private(set) var count = 0

  /// Takes a pack without objects.
  init(_ pack: PackFile) {
    self.pack = Locked(pack)
  }

  /// Lets an object be added and gives its number in the pack.
  ///
  /// - Throws: why an earlier one could not be added.
  func add(
    _ append: @escaping @Sendable (PackFile) throws(GitError) -> Void
  ) throws(GitError) -> Int {
    try throwFailure()
    room.wait()
    queue.async { [pack, failure, room] in
      defer { room.signal() }
      // What follows may be a difference to what is missing.
      guard failure.withLock({ $0 }) == nil else { return }
      pack.withLock { pack in
        do throws(GitError) {
          try append(pack)
        } catch {
          failure.withLock { $0 = error }
        }
      }
    }
    count += 1
    return count - 1
  }

  /// Writes the pack when all objects have been added.
  func write() throws(GitError) {
    queue.sync {}
    try throwFailure()
    try pack.withLock { pack in
      Result { () throws(GitError) in try pack.write() }
    }.get()
  }

  private func throwFailure() throws(GitError) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
