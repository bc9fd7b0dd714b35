import Logging
import Publish

extension SyncRun {
  /// What people were told, and why not all of it.
  struct Told {
    var deliveries: [Delivery] = []
    var needingAttention: [Delivery] = []
    var failure: PublishError?
  }

  /// Begins with channels that are new, before anything is recorded, so that what this run records
  /// is news for them.
  ///
  /// - Returns: why the receipts could not be read or written; then nobody is told in this run.
  func beginPublishing() async -> PublishError? {
    do throws(PublishError) {
      try await publisher?.begin()
      return nil
    } catch {
      log.warning("going on without telling anybody: \(error)")
      return error
    }
  }

  /// Tells people of what the remote has confirmed, now or in an earlier run.
  func publish(after pushed: Pushed, _ unheard: PublishError?) async -> Told {
    guard let publisher else { return Told() }
    guard unheard == nil, pushed.failure == nil else { return Told(failure: unheard) }
    do throws(PublishError) {
      let drained = try await publisher.drain()
      return Told(
        deliveries: drained.deliveries, needingAttention: drained.needingAttention)
    } catch {
      return Told(failure: error)
    }
  }
}
