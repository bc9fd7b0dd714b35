import Model

/// What a run writes into the receipts at once: what it knows, and what it is about to send.
struct QueueRevision {
  let run: String
  let now: Timestamp
  /// How its attempts ended.
  var receipts: [DeliveryKey: Receipt] = [:]
  /// Releases whose claims it gives back.
  var released: Set<ReleaseName> = []
  /// What it wants to send, and nobody else may meanwhile.
  var wanted: Set<DeliveryKey> = []

  /// The notes that change, as they are to be.
  func notes(in queue: Queue) -> [ReleaseName: ReleaseNote] {
    let known = known(in: queue)
    let deliveries = Dictionary(grouping: known.deliveries(at: now), by: \.release)
    var changed: [ReleaseName: ReleaseNote] = [:]
    for (old, release) in zip(queue.releases, known.releases) {
      var note = release.note
      let own = deliveries[release.name] ?? []
      settle(&note, own, over: queue.channels)
      claim(&note, own, for: queue.settings.claimSeconds)
      if note != old.note { changed[release.name] = note }
    }
    return changed
  }

  /// The queue with what this run knows, and without the claims that it gives back.
  func known(in queue: Queue) -> Queue {
    queue.with(queue.releases.map { Queue.Release($0.name, told($0)) })
  }

  /// A note with what this run knows, and without its own claim where that has served.
  private func told(_ release: Queue.Release) -> ReleaseNote {
    var note = release.note
    if released.contains(release.name), note.claim?.run == run { note.claim = nil }
    for (key, receipt) in receipts where key.release == release.name {
      note.add(receipt, of: key.channel)
    }
    return note
  }

  /// Writes down what time made of deliveries, and what another run's claim that ran out leaves
  /// behind.
  private func settle(
    _ note: inout ReleaseNote, _ deliveries: [Delivery], over channels: [Queue.Channel]
  ) {
    let old = note.claim.flatMap { $0.until <= now ? $0 : nil }
    for delivery in deliveries
    where delivery.isNewlySettled || old?.channels.contains(delivery.channel) == true {
      guard note.receipts[delivery.channel]?.state.isFinal != true else { continue }
      note.receipts[delivery.channel] = Receipt(
        delivery.state, attempts: delivery.attempts, at: now, run: run,
        next: delivery.nextAttempt, since: delivery.since, error: delivery.error)
    }
    guard let old else { return }
    // Of channels that are not configured here nobody can say what they promise.
    let known = Set(channels.map(\.name))
    for channel in old.channels where !known.contains(channel) {
      guard note.receipts[channel]?.state.isFinal != true else { continue }
      note.receipts[channel] = Receipt(
        .uncertain, attempts: 1, at: now, run: run,
        error: "the run \(old.run) ended without saying whether it was sent")
    }
    note.claim = nil
  }

  private func claim(_ note: inout ReleaseNote, _ deliveries: [Delivery], for seconds: Int) {
    let due = deliveries.filter { wanted.contains($0.key) && $0.isDue(at: now) }
    guard !due.isEmpty, note.claim == nil else { return }
    note.claim = Claim(
      run: run, at: now, until: Timestamp(seconds: now.seconds + Int64(seconds)),
      channels: due.map(\.channel).sorted())
  }
}

extension ReleaseNote {
  /// Adds what a run knows.
  ///
  /// That something was delivered is true whatever else was written; nothing else takes the place
  /// of an end.
  mutating func add(_ receipt: Receipt, of channel: String) {
    if receipt.state != .delivered, receipts[channel]?.state.isFinal == true { return }
    receipts[channel] = receipt
  }
}
