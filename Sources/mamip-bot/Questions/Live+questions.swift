import ArgumentParser
import Compare
import Git
import History
import Logging
import Model
import PolicyLanguage
import Questions

/// An archive, at the commit that questions start from.
struct Questioned {
  let archive: ArchiveReader
  let tip: ObjectID
  let live: Live
}

extension Live {
  /// The archive around the current folder or at a path, at its HEAD.
  func questioned(_ path: String?) throws -> Questioned {
    let repository = try repository(path)
    guard let tip = try repository.head().id else {
      throw CommandError(
        "this archive has no commit yet", hint: "record one with `mamip-bot sync`",
        status: .usage)
    }
    return Questioned(archive: ArchiveReader(repository), tip: tip, live: self)
  }

  /// Prints a value as JSON.
  func output(_ json: JSON) {
    console.output(JSONWriter.canonical(json) + [UInt8(ascii: "\n")])
  }
}

extension Questioned {
  /// A policy that the archive has, or once had.
  func policy(_ text: String) throws -> PolicyName {
    let root = try archive.repository.commit(tip).tree
    var known = Set(try archive.policyFiles(in: root).keys)
    if let name = PolicyName(text), known.contains(name) { return name }
    known.formUnion(try archive.deprecated(in: root).keys)
    if let name = PolicyName(text), known.contains(name) { return name }
    let other = known.first { $0.text.lowercased() == text.lowercased() }
    let nearest = other?.text ?? Spelling.nearest(to: text, among: known.map(\.text).sorted())
    throw CommandError(
      "the archive has no policy `\(SafeText.line(text))`",
      hint: nearest.map { "did you mean `\($0)`?" }, status: .usage)
  }

  /// All versions of a policy.
  func timeline(of name: PolicyName) throws -> PolicyTimeline {
    guard let timeline = try PolicyTimeline(of: name, from: tip, in: archive) else {
      throw CommandError("no version of `\(name)` was ever recorded", status: .usage)
    }
    warn(about: timeline.end)
    return timeline
  }

  /// Says so where a shallow clone ends before the answer does.
  func warn(about end: HistoryEnd) {
    guard case .boundary(let commit) = end else { return }
    let edge = commit.description.prefix(8)
    live.log.warning(
      """
      this clone is shallow: what happened up to commit \(edge) is not known here; \
      get it with `git fetch --unshallow`
      """)
  }

  /// The commit that was the newest at a moment.
  func commit(at moment: Moment) throws -> ObjectID {
    let (commit, end) = try archive.repository.newestFirstParent(
      from: tip, notAfter: moment.time)
    guard let commit else { throw tooEarly(moment, end) }
    return commit
  }

  /// Why nothing is known of a moment.
  func tooEarly(_ moment: Moment, _ end: HistoryEnd) -> CommandError {
    if case .boundary = end {
      return CommandError(
        "this clone is shallow and does not reach back to \(moment.text)",
        hint: "get the rest with `git fetch --unshallow`", status: .usage)
    }
    return CommandError(
      "\(moment.text) is before this archive began", hint: "ask for a later date", status: .usage)
  }

  /// An action's name as the service reference spells it, where it has the action.
  func action(_ text: String, in table: ActionTable) throws -> String {
    guard text.contains(":"), !Glob(text).hasWildcard else {
      throw CommandError(
        "`\(SafeText.line(text))` is no action", hint: "name one, such as `s3:GetObject`",
        status: .usage)
    }
    if let id = table.id(of: text) { return table.names[id] }
    // AWS publishes permissions of services before it documents them.
    let nearest = Questioned.nearest(to: text, in: table)
    let advice = nearest.map { "; did you mean `\($0)`?" } ?? ""
    live.log.warning("the service data has no action `\(SafeText.line(text))`\(advice)")
    return text
  }

  /// The action of the reference that a text is most like: in its own service, if that exists.
  static func nearest(to text: String, in table: ActionTable) -> String? {
    let prefix = String(text.prefix { $0 != ":" }).lowercased()
    let service =
      table.prefixes.contains(prefix)
      ? prefix : Spelling.nearest(to: prefix, among: table.prefixes.sorted())
    guard let service else { return nil }
    let names = table.names.filter { $0.hasPrefix(service + ":") }
    return Spelling.nearest(to: text, among: names)
  }
}

/// A date or time that somebody named.
struct Moment: ExpressibleByArgument {
  /// As given.
  let text: String
  /// The moment; of a date, its end in UTC.
  let time: Timestamp
  /// The moment; of a date, its beginning in UTC.
  let start: Timestamp

  init?(argument text: String) {
    let end = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T23:59:59Z")
    let start = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T00:00:00Z")
    guard let end, let start else { return nil }
    self.text = text
    time = end
    self.start = start
  }
}
