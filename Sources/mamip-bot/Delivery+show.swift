import HTTP
import Logging
import Model
import PolicyLanguage
import Publish

extension Delivery {
  /// The shape of an entry of `queue list --json`.
  func json(at now: Timestamp) -> JSON {
    [
      "release": .string(release.text),
      "channel": .string(channel),
      "state": .string(state.rawValue),
      "attempts": .number(String(attempts)),
      "nextAttempt": nextAttempt.map { .string($0.rfc3339) } ?? .null,
      "error": error.map { .string($0) } ?? .null,
      "url": url.map { .string($0) } ?? .null,
      "overdue": .bool(isOverdue(at: now)),
    ]
  }

  /// The shape of an entry of `deliveries` in `sync --json`.
  var summaryJSON: JSON {
    [
      "release": .string(release.text),
      "channel": .string(channel),
      "state": .string(state.rawValue),
      "url": url.map { .string($0) } ?? .null,
      "error": error.map { .string($0) } ?? .null,
    ]
  }

  /// A row for people: what, where, how it stands, and what is to know about it.
  func row(on console: Console) -> [String] {
    let tries = attempts > 0 ? attempts == 1 ? "1 attempt" : "\(attempts) attempts" : ""
    let next = nextAttempt.flatMap { attempts > 0 ? "next \($0)" : nil }
    let known = [next, error.map(SafeText.line), url.map(SafeText.line)].compactMap(\.self)
    return [release.text, channel, state.rawValue, tries, known.joined(separator: "; ")]
  }
}

extension Live {
  /// How many deliveries are named as those that a person must look at.
  private static let urgentMax = 10

  /// Says which deliveries a person must look at, and why; gives the exit status.
  func status(of urgent: [Delivery]) -> ExitStatus {
    guard !urgent.isEmpty else { return .done }
    for delivery in urgent.prefix(Self.urgentMax) { log.error("\(delivery.complaint)") }
    let rest = urgent.count - Self.urgentMax
    if rest > 0 { log.error("\(rest) more deliveries are dead or overdue") }
    log.notice("`mamip-bot queue retry` has one tried anew, and `mamip-bot queue skip` ends it")
    return .deliveries
  }
}

extension Delivery {
  /// What is wrong with a delivery that is dead or overdue, and what to do.
  fileprivate var complaint: String {
    let what = "\(release) over `\(channel)`"
    let reason = error.map { ": \(SafeText.line($0))" } ?? ""
    let state =
      state == .dead
      ? "is dead after \(attempts.counted("attempt"))" : "is overdue, owed since \(since)"
    return "\(what) \(state)\(reason)"
  }

  /// What a service sent is text, and its address a link only where it is one.
  fileprivate var markdownRow: String {
    let link = url.flatMap { RequestURL($0) }.map { "[link](\($0.text))" }
    let known = [link, error.map(SafeText.markdown)].compactMap(\.self).joined(separator: " ")
    return "| \(release) | \(SafeText.markdown(channel)) | \(state.rawValue) | \(known) |"
  }
}

extension [Delivery] {
  /// How many deliveries are named at the end of a run.
  private static var linesMax: Int { 50 }

  /// What a person reads of them at the end of a run.
  func lines(on console: Console) -> [String] {
    let rest = count - Self.linesMax
    return Table(rows: prefix(Self.linesMax).map { $0.row(on: console) })
      .lines(columns: console.columns)
      + (rest > 0 ? ["… and \(rest) more: `mamip-bot queue list` names them"] : [])
  }

  /// The same as a table in Markdown; empty where there are none.
  var markdown: String {
    guard !isEmpty else { return "" }
    let rest = count - Self.linesMax
    return """

      | release | channel | state | |
      | --- | --- | --- | --- |
      \(prefix(Self.linesMax).map(\.markdownRow).joined(separator: "\n"))
      \(rest > 0 ? "\nand \(rest) more\n" : "")
      """
  }
}
