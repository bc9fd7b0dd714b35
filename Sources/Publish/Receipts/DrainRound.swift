import Git
import Logging
import Model
import News

/// One run's sending, batch by batch.
struct DrainRound {
  /// A run that has more than this to send leaves the rest to the next one.
  static let batchesMax = 100
  /// So few releases are sent within the time that a claim holds.
  private static let releasesMax = 5
  /// After so many failures in a row a channel rests until the next run.
  private static let failuresMax = 3

  private let publisher: Publisher
  private var book: ReceiptBook { publisher.book }
  private let channels: [String: ConfiguredChannel]
  /// What this run has tried, or given up.
  private(set) var tried: Set<DeliveryKey> = []
  private var failures: [String: Int] = [:]
  /// What is known and not written down yet.
  private var receipts: [DeliveryKey: Receipt] = [:]
  /// Releases that this run claims.
  private var claimed: Set<ReleaseName> = []
  private var contents: [ReleaseName: ReleaseReader.Contents] = [:]

  init(publisher: Publisher) {
    self.publisher = publisher
    channels = Dictionary(
      uniqueKeysWithValues: publisher.channels.map { ($0.name, $0) })
  }

  /// The deliveries to make next, of the oldest releases.
  ///
  /// Of a run that dies it is in doubt whether what it had claimed was sent. So it claims no
  /// release beyond one that is owed to a channel which nobody can ask.
  mutating func nextBatch() throws(PublishError) -> [Delivery] {
    let now = book.now
    let own = QueueRevision(run: book.run, now: now, receipts: receipts, released: claimed)
    let due = own.known(in: try publisher.queue()).deliveries(at: now).filter {
      $0.isDue(at: now) && !tried.contains($0.key) && isReady($0.channel)
    }
    var chosen: Set<ReleaseName> = []
    var isLast = false
    // The oldest come first.
    return due.prefix { delivery in
      if !chosen.contains(delivery.release) {
        guard !isLast, chosen.count < Self.releasesMax else { return false }
        chosen.insert(delivery.release)
      }
      isLast = isLast || channels[delivery.channel]?.promise == .atMostOnce
      return true
    }
  }

  private func isReady(_ channel: String) -> Bool {
    channels[channel]?.channel != nil && failures[channel, default: 0] < Self.failuresMax
  }
}

// MARK: - Sending

extension DrainRound {
  /// Makes an attempt for each delivery of a batch.
  mutating func send(_ batch: [Delivery]) async throws(PublishError) {
    var late: Set<DeliveryKey> = []
    for delivery in batch where isReady(delivery.channel) {
      guard let configured = channels[delivery.channel], let channel = configured.channel else {
        continue
      }
      guard let news = try await news(for: delivery, configured) else { continue }
      if channel.promise != .repeatable {
        guard let claim = try await ownClaim(on: delivery) else { continue }
        guard publisher.settings.claimSeconds == 0 || book.now < claim.middle else {
          late.insert(delivery.key)
          continue
        }
      }
      tried.insert(delivery.key)
      let outcome = await channel.deliver(news)
      let receipt = Receipt(
        outcome, of: delivery, promise: channel.promise, settings: publisher.settings,
        at: book.now, by: book.run)
      receipts[delivery.key] = receipt
      note(outcome, receipt, of: delivery)
    }
    // What was not tried is left to the next run, but for what another claim will do for, as long
    // as claims do for something.
    let rest = batch.map(\.key).filter { !tried.contains($0) }
    tried.formUnion(late.count < batch.count ? rest.filter { !late.contains($0) } : rest)
  }

  /// What to tell; where there is nothing, that is noted.
  private mutating func news(
    for delivery: Delivery, _ channel: ConfiguredChannel
  ) async throws(PublishError) -> ReleaseNews? {
    let known = contents[delivery.release]
    let found = if let known { known } else { try await read(delivery.release) }
    contents[delivery.release] = found
    switch found {
    case .news(let news):
      if let passing = news.filtered(by: channel.filter) { return passing }
      skip(delivery, because: "nothing of it passes the channel's filter")
    case .noNews(let reason): skip(delivery, because: reason)
    case .noRelease: break
    case .missing(let error):
      let hint = error.hint.map { " (\($0))" } ?? ""
      publisher.log.error(
        "\(delivery.release) waits for `\(delivery.channel)`: \(error)\(hint)")
      receipts[delivery.key] = Receipt(
        .pending, attempts: delivery.attempts, at: book.now, run: book.run,
        next: delivery.nextAttempt, since: delivery.since, error: "\(error)\(hint)")
    }
    return nil
  }

  private func read(_ name: ReleaseName) async throws(PublishError) -> ReleaseReader.Contents {
    guard let commit = book.releases[name] else { return .noRelease }
    if !book.repository.contains(commit) {
      do { try await book.remote.fetch([commit]) } catch { throw .remote(error) }
    }
    return try ReleaseReader(repository: book.repository).contents(of: name, commit)
  }

  private mutating func skip(_ delivery: Delivery, because reason: String) {
    receipts[delivery.key] = Receipt(
      .skipped, attempts: delivery.attempts, at: book.now, run: book.run, error: reason)
  }

  /// The claim by which this run alone may send it: asked anew before each one, because another
  /// run may have found it too old.
  ///
  /// An attempt takes time, so none begins in the second half of a claim.
  private func ownClaim(on delivery: Delivery) async throws(PublishError) -> Claim? {
    if !(try await book.isUnchanged()) { try await book.read() }
    guard let commit = book.releases[delivery.release],
      let claim = try book.note(of: commit).claim, claim.run == book.run,
      claim.channels.contains(delivery.channel)
    else { return nil }
    return claim
  }

  private mutating func note(
    _ outcome: DeliveryOutcome, _ receipt: Receipt, of delivery: Delivery
  ) {
    let what = "\(delivery.release) over `\(delivery.channel)`"
    let reason = SafeText.line(receipt.error ?? "")
    switch outcome {
    case .delivered:
      failures[delivery.channel] = 0
      publisher.log.info("told of \(what)\(receipt.url.map { ": \(SafeText.line($0))" } ?? "")")
    case .notDelivered(_, let wait):
      // Who asks for a wait is not asked again.
      failures[delivery.channel, default: 0] += wait == nil ? 1 : Self.failuresMax
      publisher.log.warning("could not tell of \(what): \(reason)")
    case .inDoubt:
      failures[delivery.channel, default: 0] += 1
      publisher.log.warning("it is not known whether \(what) was told: \(reason)")
    }
  }
}

// MARK: - Writing down

extension DrainRound {
  /// Writes down what is known, and claims what is sent next, in one push.
  mutating func write(claiming batch: [Delivery]) async throws(PublishError) {
    let wanted = Set(batch.filter(needsClaim).map(\.key))
    let (book, publisher, receipts, released) = (book, publisher, receipts, claimed)
    let why = wanted.isEmpty ? "Receipts" : "Claim what is sent next"
    try await book.write(why) { () throws(PublishError) in
      let revision = QueueRevision(
        run: book.run, now: book.now, receipts: receipts, released: released, wanted: wanted)
      let notes = revision.notes(in: try publisher.queue())
      return book.byCommit(notes)
    }
    self.receipts = [:]
    claimed = Set(wanted.map(\.release))
  }

  private func needsClaim(_ delivery: Delivery) -> Bool {
    channels[delivery.channel].map { $0.promise != .repeatable } ?? false
  }
}
