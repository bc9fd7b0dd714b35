import Model
import Testing

@testable import Publish

/// What a run writes into the receipts, for every state in which it may find them.
@Suite struct QueueRevisionTests {
  private let name: ReleaseName
  private let now: Timestamp

  init() throws {
    name = try QueueTests.release("2026-11-01-01-00")
    now = try QueueTests.time("11-01T03:00")
  }

  private var key: DeliveryKey { DeliveryKey(release: name, channel: "c") }

  private func revised(
    _ note: ReleaseNote, _ promise: DeliveryPromise = .atMostOnce,
    _ change: (inout QueueRevision) -> Void = { _ in }
  ) throws -> ReleaseNote? {
    var revision = QueueRevision(run: "mine", now: now)
    change(&revision)
    return revision.notes(in: try QueueTests.queue([ReleaseNote(), note], promise: promise))[name]
  }

  private func claim(_ run: String, until text: String) throws -> ReleaseNote {
    var note = try QueueTests.claim(until: try QueueTests.time(text))
    note.claim?.run = run
    return note
  }

  private var delivered: Receipt { Receipt(.delivered, attempts: 1, at: now, run: "mine") }

  @Test func `where there is nothing to say nothing is written`() throws {
    #expect(try revised(ReleaseNote()) == nil)
    #expect(try revised(try claim("other", until: "11-01T03:01")) == nil)
  }

  @Test func `what is due is claimed, and what another run holds is not`() throws {
    let claimed = try revised(ReleaseNote()) { $0.wanted = [key] }
    #expect(claimed?.claim?.run == "mine")
    #expect(claimed?.claim?.channels == ["c"])
    #expect(claimed?.claim?.until == (try QueueTests.time("11-01T03:02")))
    #expect(try revised(try claim("other", until: "11-01T03:01")) { $0.wanted = [key] } == nil)
    #expect(try revised(try QueueTests.receipt(.delivered)) { $0.wanted = [key] } == nil)
  }

  @Test func `an end goes into the note, and the claim that it needed goes`() throws {
    let note = try revised(try claim("mine", until: "11-01T03:01")) {
      $0.receipts[key] = delivered
      $0.released = [name]
    }
    #expect(note?.receipts["c"] == delivered)
    #expect(note?.claim == nil)
  }

  @Test func `what this run claimed and did not send is not in doubt`() throws {
    let note = try revised(try claim("mine", until: "11-01T02:00")) { $0.released = [name] }
    #expect(note == ReleaseNote())
  }

  @Test func `what another run left behind is uncertain, and not claimed again`() throws {
    let note = try revised(try claim("other", until: "11-01T02:00")) { $0.wanted = [key] }
    #expect(note?.receipts["c"]?.state == .uncertain)
    #expect(note?.claim == nil)
  }

  @Test func `what can be looked for is claimed again, and the lost attempt counts`() throws {
    let note = try revised(try claim("other", until: "11-01T02:00"), .reconcilable) {
      $0.wanted = [key]
    }
    #expect(note?.receipts["c"]?.state == .pending)
    #expect(note?.receipts["c"]?.attempts == 1)
    #expect(note?.claim?.run == "mine")
  }

  @Test func `of a channel that is not configured here nobody can say what was sent`() throws {
    var claimed = try claim("other", until: "11-01T02:00")
    claimed.claim?.channels = ["gone"]
    let note = try revised(claimed)
    #expect(note?.receipts["gone"]?.state == .uncertain)
    #expect(note?.claim == nil)
  }

  @Test func `that it was delivered is true whatever another run wrote meanwhile`() throws {
    let note = try revised(try QueueTests.receipt(.uncertain)) { $0.receipts[key] = delivered }
    #expect(note?.receipts["c"] == delivered)
    let failed = Receipt(.pending, attempts: 1, at: now, run: "mine")
    #expect(try revised(try QueueTests.receipt(.delivered)) { $0.receipts[key] = failed } == nil)
  }
}
