import Git
package import Logging
import Model

/// Tells people of releases that the remote has, each once, over the configured channels.
package final class Publisher {
  let book: ReceiptBook
  /// In the order in which they send.
  let channels: [ConfiguredChannel]
  let settings: DeliverySettings
  let log: Logger
  /// Whether the archive had no release yet when the run began.
  private var beganEmpty = false

  /// Sends nothing yet.
  package init(
    _ book: ReceiptBook, over channels: [ConfiguredChannel], settings: DeliverySettings,
    log: Logger
  ) {
    self.book = book
    self.channels = channels
    self.settings = settings
    self.log = log
  }

  /// Begins with the channels that this archive has not had before: what is released from now on is
  /// delivered over them.
  ///
  /// It is called before a run records anything, so that the run's own release counts.
  package func begin() async throws(PublishError) {
    try await book.read()
    let ready = Set(channels.filter { $0.channel != nil }.map(\.name))
    guard !ready.isDisjoint(with: try queue().notStarted) else { return }
    guard let newest = try await book.newestRelease() else {
      beganEmpty = true
      return
    }
    let (now, run) = (book.now, book.run)
    try await book.write("Begin with new channels") { () throws(PublishError) in
      var note = try book.note(of: newest.commit)
      let fresh = ready.intersection(try queue().notStarted)
      for channel in fresh { note.starts[channel] = Start(at: now, run: run) }
      return fresh.isEmpty ? [:] : [newest.commit: note]
    }
  }

  /// Begins after the first release of all.
  func beginAfterImport() async throws(PublishError) {
    guard beganEmpty else { return }
    beganEmpty = false
    try await begin()
  }

  /// What was delivered and what is not, as it is known now; what waits for a channel that is off
  /// says so.
  package func deliveries() throws(PublishError) -> [Delivery] {
    let off = Set(channels.filter { $0.channel == nil }.map(\.name))
    return try queue().deliveries(at: book.now).map { delivery in
      guard off.contains(delivery.channel), !delivery.state.isFinal else { return delivery }
      var waiting = delivery
      waiting.error = "the channel is off" + (delivery.error.map { "; before: \($0)" } ?? "")
      return waiting
    }
  }

  /// Looks where the remote stands, and gives the same.
  package func currentDeliveries() async throws(PublishError) -> [Delivery] {
    try await book.read()
    return try deliveries()
  }

  /// What stands in the receipts, in the order of time.
  func queue() throws(PublishError) -> Queue {
    let reader = ReleaseReader(repository: book.repository)
    var releases: [Queue.Release] = []
    for (name, commit) in book.releases where try reader.isRelease(commit, name) {
      releases.append(Queue.Release(name, try book.note(of: commit)))
    }
    let names = Set(channels.map(\.name))
    let begun = Set(releases.flatMap { $0.note.starts.keys })
    return Queue(
      releases, over: channels.map { Queue.Channel($0.name, $0.promise) },
      startedBefore: try book.startedBefore(names.subtracting(begun)), settings: settings)
  }
}
