import Git
package import Model

extension Publisher {
  /// What a person may decide about deliveries.
  package enum Decision: Sendable {
    /// To be tried anew, whatever became of it.
    case retry
    /// Not to be tried any more.
    case skip
  }

  /// Writes down a person's decision about a release, over a channel or over all.
  ///
  /// - Returns: the deliveries as they stand then.
  package func decide(
    _ decision: Decision, on release: ReleaseName, over channel: String?
  ) async throws(PublishError) -> [Delivery] {
    try await book.read()
    guard let commit = book.releases[release] else { throw .noRelease(release) }
    let names = channels.map(\.name)
    if let channel, !names.contains(channel) { throw .noChannel(channel, known: names) }
    let wanted = channel.map { [$0] } ?? names
    let (now, run) = (book.now, book.run)
    let why = "\(decision == .retry ? "Retry" : "Skip") release \(release)"
    try await book.write(why) { () throws(PublishError) in
      let old = try book.note(of: commit)
      if let claim = old.claim, claim.until > now,
        !claim.channels.allSatisfy({ !wanted.contains($0) })
      {
        throw .beingSent(release)
      }
      var note = old
      // What a run that died had claimed is decided now, too.
      note.claim?.channels.removeAll(where: wanted.contains)
      if note.claim?.channels.isEmpty == true { note.claim = nil }
      // Who names no channel does not mean those that have it.
      for name in wanted where channel != nil || note.receipts[name]?.state != .delivered {
        note.receipts[name] = decision.receipt(after: note.receipts[name], at: now, by: run)
      }
      return note == old ? [:] : [commit: note]
    }
    return try queue().deliveries(at: now).filter {
      $0.release == release && wanted.contains($0.channel)
    }
  }
}

extension Publisher.Decision {
  /// What is written down in place of a receipt.
  func receipt(after old: Receipt?, at now: Timestamp, by run: String) -> Receipt? {
    switch self {
    case .retry:
      return Receipt(.pending, attempts: 0, at: now, run: run, next: now, since: now)
    case .skip:
      if old?.state == .delivered { return old }
      return Receipt(
        .skipped, attempts: old?.attempts ?? 0, at: now, run: run, error: "a person decided so")
    }
  }
}
