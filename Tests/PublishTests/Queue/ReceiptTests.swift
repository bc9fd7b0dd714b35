import Model
import Testing

@testable import Publish

/// What is written down after an attempt, and how it reads.
@Suite struct ReceiptTests {
  private static let now = Timestamp(seconds: 1_793_498_400)

  private static func delivery(attempts: Int) throws -> Delivery {
    Delivery(
      release: try QueueTests.release("2026-11-01-01-00"), channel: "c", state: .pending,
      attempts: attempts, since: now)
  }

  private static func receipt(
    _ outcome: DeliveryOutcome, attempts: Int = 0, promise: DeliveryPromise = .atMostOnce
  ) throws -> Receipt {
    Receipt(
      outcome, of: try delivery(attempts: attempts), promise: promise,
      settings: DeliverySettings(), at: now, by: "r")
  }

  @Test func `what is there is delivered, with the service's name and address`() throws {
    let receipt = try Self.receipt(.delivered(id: "7", url: "https://example.com/7"))
    #expect(receipt.state == .delivered)
    #expect(receipt.attempts == 1)
    #expect(receipt.id == "7")
    #expect(receipt.url == "https://example.com/7")
  }

  @Test(arguments: zip(0..<8, [60, 120, 240, 480, 960, 1_920, 3_840, nil as Int64?]))
  func `waits double, and the eighth failure is the last`(attempts: Int, wait: Int64?) throws {
    let receipt = try Self.receipt(.notDelivered(reason: "no", retryAfter: nil), attempts: attempts)
    #expect(receipt.state == (wait == nil ? .dead : .pending))
    #expect(receipt.next.map { $0.seconds - Self.now.seconds } == wait)
    #expect(receipt.error == "no")
  }

  @Test func `no wait of our own is longer than the longest`() {
    var settings = DeliverySettings()
    settings.attemptsMax = 100
    #expect(settings.wait(after: 99) == 6 * 3_600)
    settings.backoffFirst = 0
    #expect(settings.wait(after: 99) == 0)
  }

  @Test(arguments: [(10, 60), (600, 600), (999_999_999, 7 * 86_400)])
  func `a service that asks for a longer wait gets it, within reason`(
    asked: Int64, wait: Int64
  ) throws {
    let receipt = try Self.receipt(
      .notDelivered(reason: "no", retryAfter: .seconds(asked)))
    #expect(receipt.next.map { $0.seconds - Self.now.seconds } == wait)
  }

  @Test(arguments: [
    (DeliveryPromise.atMostOnce, DeliveryState.uncertain), (.reconcilable, .pending),
    (.repeatable, .pending),
  ]) func `what is in doubt is repeated where that does no harm`(
    promise: DeliveryPromise, state: DeliveryState
  ) throws {
    #expect(try Self.receipt(.inDoubt(reason: "?"), promise: promise).state == state)
  }

  @Test func `a note reads as it was written, and what is not ours stays`() throws {
    let text = """
      a person wrote this
      {"channel":"a","state":"delivered","attempts":1,\
      "at":"2026-11-01T01:00:00Z","run":"r","id":"i","url":"u"}
      {"channel":"a","state":"started","at":"2026-11-01T00:00:00Z","run":"r"}
      {"channel":"b","state":"pending","attempts":2,\
      "at":"2026-11-01T01:00:00Z","run":"r","next":"2026-11-01T02:00:00Z",\
      "since":"2026-11-01T01:00:00Z","error":"no"}
      {"channel":"c","state":"a later word","at":"2026-11-01T01:00:00Z","run":"r"}
      {"state":"claimed","at":"2026-11-01T01:00:00Z","run":"r",\
      "until":"2026-11-01T01:02:00Z","channels":["b","c"]}

      """
    let note = ReleaseNote(Array(text.utf8))
    #expect(note.receipts.count == 2)
    #expect(note.starts.count == 1)
    #expect(note.claim?.channels == ["b", "c"])
    #expect(note.others.count == 2)
    #expect(String(decoding: note.text, as: UTF8.self) == text)
  }

  @Test func `an error is one line, and not endless`() throws {
    var note = ReleaseNote()
    note.receipts["a"] = try Self.receipt(
      .notDelivered(reason: String(repeating: "x\n", count: 9_999), retryAfter: nil))
    #expect(note.text.count { $0 == UInt8(ascii: "\n") } == 1)
    #expect(note.text.count < 4_000)
    #expect(ReleaseNote(note.text).receipts["a"]?.state == .pending)
  }
}
