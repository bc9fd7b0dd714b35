import Model
import PolicyLanguage

extension ReleaseNote {
  /// More text than this is no note of ours.
  package static let bytesMax = 1 << 20
  /// How much of an error is kept, in characters.
  private static let errorMax = 500
  /// The words of lines that are no receipts.
  private static let started = "started"
  private static let claimed = "claimed"

  /// Reads a note.
  package init(_ text: [UInt8]) {
    self.init()
    for line in text.prefix(Self.bytesMax).split(separator: UInt8(ascii: "\n"))
    where !take(Array(line)) {
      others.append(String(decoding: line, as: UTF8.self))
    }
  }

  /// Takes a line; false where it means nothing.
  private mutating func take(_ line: [UInt8]) -> Bool {
    let document: JSONDocument
    do { document = try JSONDocument(parsing: line) } catch { return false }
    let root = document.root
    guard root.kind == .object, let state = root["state"]?.string,
      let at = root.time("at"), let run = root["run"]?.string
    else { return false }
    let channel = root["channel"]?.string
    if state == Self.claimed, let until = root.time("until"), let list = root["channels"],
      list.kind == .array, channel == nil
    {
      claim = Claim(run: run, at: at, until: until, channels: list.elements.compactMap(\.string))
    } else if state == Self.started, let channel {
      starts[channel] = Start(at: at, run: run)
    } else if let state = DeliveryState(rawValue: state), let channel {
      receipts[channel] = Receipt(
        state, attempts: root["attempts"]?.numberText.flatMap { Int($0) } ?? 0, at: at, run: run,
        next: root.time("next"), since: root.time("since"), id: root["id"]?.string,
        url: root["url"]?.string, error: root["error"]?.string)
    } else {
      return false
    }
    return true
  }

  /// The note's text.
  package var text: [UInt8] {
    var lines: [String] = receipts.map { Self.line($1, of: $0) }
    lines += starts.map { Self.line([("channel", $0)], Self.started, $1.at, $1.run, []) }
    if let claim {
      let names = claim.channels.sorted().map { JSON.string($0) }
      let rest: [(String, JSON?)] = [
        ("until", .string(claim.until.rfc3339)), ("channels", .array(names)),
      ]
      lines.append(Self.line([], Self.claimed, claim.at, claim.run, rest))
    }
    lines += others
    return Array(lines.sorted().map { $0 + "\n" }.joined().utf8)
  }

  private static func line(_ receipt: Receipt, of channel: String) -> String {
    let error = receipt.error.map { SafeText.line(String($0.prefix(errorMax))) }
    let rest: [(String, JSON?)] = [
      ("next", receipt.next.map { .string($0.rfc3339) }),
      ("since", receipt.since.map { .string($0.rfc3339) }),
      ("id", receipt.id.map { .string($0) }), ("url", receipt.url.map { .string($0) }),
      ("error", error.map { .string($0) }),
    ]
    return line(
      [("channel", channel)], receipt.state.rawValue, receipt.at, receipt.run, rest,
      attempts: receipt.attempts)
  }

  private static func line(
    _ head: [(String, String)], _ state: String, _ at: Timestamp, _ run: String,
    _ rest: [(String, JSON?)], attempts: Int? = nil
  ) -> String {
    let members: [(String, JSON?)] =
      head.map { ($0, .string($1)) } + [
        ("state", .string(state)), ("attempts", attempts.map { .number(String($0)) }),
        ("at", .string(at.rfc3339)), ("run", .string(run)),
      ] + rest
    let object = JSON.object(members.compactMap { name, value in value.map { .init(name, $0) } })
    return String(decoding: JSONWriter.compact(object), as: UTF8.self)
  }
}

extension JSONNode {
  fileprivate func time(_ name: String) -> Timestamp? {
    self[name]?.string.flatMap { Timestamp(rfc3339: $0) }
  }
}
