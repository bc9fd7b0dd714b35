package import Model

/// What is still to be delivered, worked out of the releases and of what was written down.
///
/// There is nothing to put in: a release without a final receipt for a channel is what the channel
/// still has to deliver.
package struct Queue: Sendable {
  /// A release with what is written down of it.
  package struct Release: Sendable, Equatable {
    package let name: ReleaseName
    package var note: ReleaseNote

    /// Pairs a release with its note.
    package init(_ name: ReleaseName, _ note: ReleaseNote) {
      self.name = name
      self.note = note
    }
  }

  /// A configured channel.
  package struct Channel: Sendable, Equatable {
    package let name: String
    package let promise: DeliveryPromise

    /// Names a channel and what it promises.
    package init(_ name: String, _ promise: DeliveryPromise) {
      self.name = name
      self.promise = promise
    }
  }

  /// Oldest first.
  package let releases: [Release]
  /// In the order in which they are to send.
  package let channels: [Channel]
  /// Channels that began before the first of these releases.
  package let startedBefore: Set<String>
  package let settings: DeliverySettings

  /// Takes the releases in any order.
  package init(
    _ releases: [Release], over channels: [Channel], startedBefore: Set<String>,
    settings: DeliverySettings
  ) {
    self.releases = releases.sorted { $0.name < $1.name }
    self.channels = channels
    self.startedBefore = startedBefore
    self.settings = settings
  }
}

extension Queue {
  /// The same with other notes.
  func with(_ releases: [Release]) -> Queue {
    Queue(releases, over: channels, startedBefore: startedBefore, settings: settings)
  }

  /// The channels that have never begun.
  package var notStarted: Set<String> {
    Set(channels.map(\.name)).subtracting(startedBefore)
      .subtracting(releases.flatMap { $0.note.starts.keys })
  }

  /// Every delivery of the configured channels, the oldest release first.
  package func deliveries(at now: Timestamp) -> [Delivery] {
    let begun = channels.map { ($0, begin(of: $0.name)) }
    return releases.flatMap { release in
      begun.compactMap { channel, begin in
        guard release.note.receipts[channel.name] != nil || isOwed(release.name, begin)
        else { return nil }
        return delivery(of: release, over: channel, at: now)
      }
    }
  }

  /// Where a channel began.
  private enum Begin {
    case before
    case at(ReleaseName)
  }

  private func begin(of channel: String) -> Begin? {
    if let mark = releases.last(where: { $0.note.starts[channel] != nil }) { return .at(mark.name) }
    return startedBefore.contains(channel) ? .before : nil
  }

  private func isOwed(_ release: ReleaseName, _ begin: Begin?) -> Bool {
    switch begin {
    case .none: false
    case .before: true
    case .at(let mark): release > mark
    }
  }

  private func delivery(
    of release: Release, over channel: Channel, at now: Timestamp
  ) -> Delivery {
    let receipt = release.note.receipts[channel.name]
    let since = receipt?.since ?? release.name.time ?? Timestamp(seconds: 0)
    var delivery = Delivery(
      release: release.name, channel: channel.name, state: receipt?.state ?? .pending,
      attempts: receipt?.attempts ?? 0, error: receipt?.error, url: receipt?.url, since: since)
    if delivery.state.isFinal { return delivery }
    delivery.nextAttempt = max(since, receipt?.next ?? since)
    if let claim = release.note.claim, claim.channels.contains(channel.name) {
      guard claim.until <= now else {
        delivery.state = .sending
        delivery.nextAttempt = nil
        return delivery
      }
      settle(&delivery, after: claim, channel.promise)
    }
    guard !delivery.state.isFinal else { return delivery }
    if since.seconds + DeliverySettings.newsSeconds <= now.seconds {
      delivery.state = .expired
      delivery.nextAttempt = nil
      delivery.isNewlySettled = true
    }
    return delivery
  }

  /// What is known after a run ended without saying how its attempt went.
  private func settle(
    _ delivery: inout Delivery, after claim: Claim, _ promise: DeliveryPromise
  ) {
    delivery.attempts += 1
    delivery.error = "the run \(claim.run) ended without saying whether it was sent"
    switch promise {
    case .atMostOnce:
      delivery.state = .uncertain
      delivery.nextAttempt = nil
      delivery.isNewlySettled = true
    case .reconcilable, .repeatable:
      // To be looked at by the next run, and dead where that was the last attempt.
      guard delivery.attempts >= settings.attemptsMax else { return }
      delivery.state = .dead
      delivery.nextAttempt = nil
      delivery.isNewlySettled = true
    }
  }
}
