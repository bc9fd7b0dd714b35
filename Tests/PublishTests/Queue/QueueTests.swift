import Model
import Testing

@testable import Publish

/// What is still to be delivered, for every way in which it can stand.
@Suite struct QueueTests {
  static let day: Int64 = 86_400
  static let run = "run-1"

  static func release(_ text: String) throws -> ReleaseName { try #require(ReleaseName(text)) }

  static func time(_ text: String) throws -> Timestamp {
    try #require(Timestamp(rfc3339: "2026-\(text):00Z"))
  }

  /// A queue of releases of 1 November 2026, one each hour from midnight, and one channel that
  /// began with the first.
  static func queue(
    _ notes: [ReleaseNote], promise: DeliveryPromise = .atMostOnce, begun: Bool = true
  ) throws -> Queue {
    var releases = try notes.enumerated().map { hour, note in
      Queue.Release(try release("2026-11-01-0\(hour)-00"), note)
    }
    if begun, !releases.isEmpty {
      releases[0].note.starts["c"] = Start(at: try time("11-01T00:00"), run: run)
    }
    return Queue(
      releases, over: [Queue.Channel("c", promise)], startedBefore: [],
      settings: DeliverySettings())
  }

  static func receipt(
    _ state: DeliveryState, attempts: Int = 1, next: Timestamp? = nil
  ) throws -> ReleaseNote {
    var note = ReleaseNote()
    note.receipts["c"] = Receipt(
      state, attempts: attempts, at: try time("11-01T02:00"), run: run, next: next)
    return note
  }

  static func claim(until: Timestamp) throws -> ReleaseNote {
    var note = ReleaseNote()
    note.claim = Claim(run: run, at: try time("11-01T01:00"), until: until, channels: ["c"])
    return note
  }

  @Test func `what is released after a channel began is owed, and nothing before it`() throws {
    let now = try Self.time("11-01T03:00")
    let queue = try Self.queue([ReleaseNote(), ReleaseNote(), ReleaseNote()])
    #expect(
      queue.deliveries(at: now).map(\.release.text) == [
        "2026-11-01-01-00", "2026-11-01-02-00",
      ])
    #expect(queue.notStarted == [])
  }

  @Test func `a channel that never began owes nothing`() throws {
    let queue = try Self.queue([ReleaseNote()], begun: false)
    #expect(queue.deliveries(at: try Self.time("11-01T03:00")) == [])
    #expect(queue.notStarted == ["c"])
  }

  @Test func `a channel that began long ago owes everything that is young`() throws {
    let old = try Self.queue([ReleaseNote()], begun: false)
    let queue = Queue(
      old.releases, over: old.channels, startedBefore: ["c"], settings: DeliverySettings())
    #expect(queue.deliveries(at: try Self.time("11-01T03:00")).map(\.state) == [.pending])
    #expect(queue.notStarted == [])
  }

  @Test(arguments: DeliveryState.allCases.filter(\.isFinal))
  func `an end that is written down stays, however old the release is`(state: DeliveryState) throws
  {
    let queue = try Self.queue([ReleaseNote(), Self.receipt(state)])
    for now in ["11-01T03:00", "12-24T00:00"] {
      let delivery = try #require(queue.deliveries(at: try Self.time(now)).first)
      #expect(delivery.state == state)
      #expect(!delivery.isDue(at: try Self.time(now)))
      #expect(!delivery.isNewlySettled)
    }
  }

  @Test(arguments: [
    ("11-01T01:00", true, false), ("11-02T00:59", true, false), ("11-02T01:00", true, true),
    ("11-08T00:59", true, true),
  ]) func `a release is due at once, and overdue after a day`(
    now: String, isDue: Bool, isOverdue: Bool
  ) throws {
    let now = try Self.time(now)
    let delivery = try #require(
      try Self.queue([ReleaseNote(), ReleaseNote()]).deliveries(at: now).first)
    #expect(delivery.state == .pending)
    #expect(delivery.isDue(at: now) == isDue)
    #expect(delivery.isOverdue(at: now) == isOverdue)
  }

  @Test func `after seven days a release is expired, unless a person asked for it anew`() throws {
    let now = try Self.time("11-08T01:00")
    let queue = try Self.queue([ReleaseNote(), ReleaseNote(), Self.receipt(.pending)])
    #expect(queue.deliveries(at: now).map(\.state) == [.expired, .pending])
    #expect(queue.deliveries(at: now)[0].isNewlySettled)
    var note = try Self.receipt(.pending)
    note.receipts["c"]?.since = try Self.time("11-07T00:00")
    let asked = try Self.queue([ReleaseNote(), note])
    #expect(asked.deliveries(at: now).map(\.state) == [.pending])
  }

  @Test func `a delivery that failed waits for its next attempt`() throws {
    let next = try Self.time("11-01T04:00")
    let queue = try Self.queue([ReleaseNote(), Self.receipt(.pending, next: next)])
    let early = try #require(queue.deliveries(at: try Self.time("11-01T03:59")).first)
    #expect(early.nextAttempt == next)
    #expect(!early.isDue(at: try Self.time("11-01T03:59")))
    #expect(early.isDue(at: next))
  }

  @Test(arguments: [DeliveryPromise.atMostOnce, .reconcilable, .repeatable])
  func `what another run claims is being sent`(promise: DeliveryPromise) throws {
    let note = try Self.claim(until: try Self.time("11-01T01:02"))
    let queue = try Self.queue([ReleaseNote(), note], promise: promise)
    let delivery = try #require(queue.deliveries(at: try Self.time("11-01T01:01")).first)
    #expect(delivery.state == .sending)
    #expect(!delivery.isDue(at: try Self.time("11-01T01:01")))
  }

  @Test(arguments: [
    (DeliveryPromise.atMostOnce, DeliveryState.uncertain), (.reconcilable, .pending),
  ]) func `what a run left behind is uncertain, or looked for again`(
    promise: DeliveryPromise, state: DeliveryState
  ) throws {
    let now = try Self.time("11-01T01:02")
    let queue = try Self.queue([ReleaseNote(), Self.claim(until: now)], promise: promise)
    let delivery = try #require(queue.deliveries(at: now).first)
    #expect(delivery.state == state)
    #expect(delivery.attempts == 1)
    #expect(delivery.error == "the run run-1 ended without saying whether it was sent")
  }

  @Test func `a run that dies each time comes to an end as well`() throws {
    let now = try Self.time("11-01T01:02")
    var note = try Self.claim(until: now)
    note.receipts["c"] = try Self.receipt(.pending, attempts: 7).receipts["c"]
    let queue = try Self.queue([ReleaseNote(), note], promise: .reconcilable)
    #expect(queue.deliveries(at: now).map(\.state) == [.dead])
  }

  @Test func `releases of one minute follow each other by their numbers`() throws {
    let names = try ["2026-11-01-00-00-10", "2026-11-01-00-00-2", "2026-11-01-00-00"]
      .map(Self.release)
    #expect(names.sorted().map(\.text) == names.reversed().map(\.text))
  }
}
