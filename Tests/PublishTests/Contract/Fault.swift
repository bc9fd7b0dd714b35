import Publish
import Support
import Testing

/// A way in which a service, or what is on the way to it, fails.
struct Fault: Sendable, CustomTestStringConvertible {
  typealias Reply = LoopbackServer.Reply

  /// What a channel is to make of it.
  enum Meaning: Sendable {
    /// It is not there, and a repeat is harmless.
    case notDelivered(wait: Duration?)
    /// Nobody can know.
    case inDoubt
    /// It is there, unless the channel reads the answer and sees that it is not the service's.
    case page
  }

  let testDescription: String
  let meaning: Meaning
  private(set) var isSilent = false
  /// The reply to a request, given what the service itself would do and answer.
  let reply: @Sendable (LoopbackServer.Request, () -> Reply) -> Reply

  init(
    _ name: String, _ meaning: Meaning,
    reply: @escaping @Sendable (LoopbackServer.Request, () -> Reply) -> Reply
  ) {
    testDescription = name
    self.meaning = meaning
    self.reply = reply
  }

  func reply(to request: LoopbackServer.Request, _ answer: () -> Reply) -> Reply {
    reply(request, answer)
  }
}

extension Fault {
  private static func status(_ status: Int, _ headers: [(String, String)] = []) -> Fault {
    let meaning: Meaning = status < 500 ? .notDelivered(wait: nil) : .inDoubt
    let name = headers.isEmpty ? "\(status)" : "\(status) with Retry-After"
    return Fault(
      name, headers.isEmpty ? meaning : .notDelivered(wait: .seconds(7))
    ) { _, _ in
      Reply(
        status, headers: [("Content-Type", "application/json")] + headers, #"{"message": "no"}"#)
    }
  }

  private static func page(_ status: Int, _ meaning: Meaning) -> Fault {
    Fault("page \(status)", meaning) { _, _ in .html(status, "bad gateway") }
  }

  /// No answer at all.
  static let silence = {
    var fault = Fault("silence", .inDoubt) { _, _ in .silence() }
    fault.isSilent = true
    return fault
  }()

  /// The service does its work, and the answer does not arrive.
  static let lostAnswer = Fault("answer lost after the write", .inDoubt) { _, answer in
    _ = answer()
    return .reset
  }

  static let all: [Fault] =
    [400, 401, 403, 404, 409, 413, 422, 429, 500, 503].map { .status($0) } + [
      .status(403, [("Retry-After", "7")]), .status(429, [("Retry-After", "7")]),
      page(200, .page), page(404, .notDelivered(wait: nil)), page(502, .inDoubt),
      Fault("an echo of all that was sent", .notDelivered(wait: nil)) { request, _ in
        Reply(400, String(decoding: request.head, as: UTF8.self) + request.text)
      },
      Fault("an echo as JSON", .notDelivered(wait: nil)) { request, _ in
        let text = (request.target + (request.header("authorization") ?? ""))
          .replacing("\"", with: "'")
        return Reply(
          400, headers: [("Content-Type", "application/json")],
          #"{"error": "no", "message": "\#(text)", "detail": "\#(text)"}"#)
      },
      silence,
      Fault("reset in place of an answer", .inDoubt) { _, _ in .reset },
      Fault("reset in mid-body", .inDoubt) { _, _ in
        Reply([.send(Reply.head(200, [("Content-Length", "100")]) + Array("{\"".utf8)), .reset])
      },
      lostAnswer,
    ]
}
