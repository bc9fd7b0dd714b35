import Compare
import History
import Model
import PolicyLanguage
import Questions

/// Two documents, and what they are called.
struct Comparison {
  let policy: String
  /// Nil where there is nothing before.
  let from: String?
  let to: String
  let kind: Change.Kind
  let old: JSONDocument?
  let new: JSONDocument?

  /// Two versions of a policy.
  init(_ timeline: PolicyTimeline, _ old: RecordedVersion?, _ new: RecordedVersion) {
    policy = timeline.name.text
    from = old?.version?.id.description
    to = new.version?.id.description ?? ""
    kind = timeline.kind(from: old, to: new)
    self.old = old?.version?.document
    self.new = new.version?.document
  }

  /// One policy against another.
  init(
    policy: PolicyName, _ old: RecordedVersion, _ other: PolicyName, _ new: RecordedVersion
  ) {
    let name = { (policy: PolicyName, version: RecordedVersion) in
      version.version.map { "\(policy)@\($0.id)" } ?? policy.text
    }
    self.policy = other.text
    from = name(policy, old)
    to = name(other, new)
    self.old = old.version?.document
    self.new = new.version?.document
    kind = Self.kind(self.old, self.new)
  }

  /// One file against another.
  init(oldFile: (name: String, document: JSONDocument), newFile: (name: String, JSONDocument)) {
    policy = newFile.name
    from = oldFile.name
    to = newFile.name
    old = oldFile.document
    new = newFile.1
    kind = Self.kind(old, new)
  }

  private static func kind(_ old: JSONDocument?, _ new: JSONDocument?) -> Change.Kind {
    guard let old, let new else { return .updated }
    return old.root.isSameValue(as: new.root) ? .reissued : .updated
  }
}

/// What a comparison means.
struct Meaning {
  private let comparison: Comparison
  private let table: ActionTable
  private let delta: PermissionDelta
  private let escalations: EscalationDelta
  private let signals: [Signal]

  init(_ comparison: Comparison, _ reader: GrantsReader) {
    var reader = reader
    let old = comparison.old.map { reader.grants(of: $0) }
    let new = comparison.new.map { reader.grants(of: $0) }
    self.comparison = comparison
    table = reader.table
    delta = PermissionDelta(from: old, to: new, in: table)
    escalations = EscalationDelta(from: old, to: new, in: table)
    signals = Signal.signals(kind: comparison.kind, from: old, to: new, delta)
  }

  /// The shape of `diff --json`.
  var json: JSON {
    .object(
      [
        JSON.Member("policy", .string(comparison.policy)),
        JSON.Member("from", comparison.from.map { .string($0) } ?? .null),
        JSON.Member("to", .string(comparison.to)),
        JSON.Member("kind", .string(comparison.kind.rawValue)),
      ] + delta.members + [
        JSON.Member("escalations", escalations.json),
        JSON.Member("signals", .texts(signals.map(\.description))),
      ])
  }

  /// What a person reads.
  func lines(on console: Console) -> [String] {
    let versions = [comparison.from, comparison.to].compactMap(\.self)
      .map { SafeText.line($0) }.joined(separator: " → ")
    let title = "\(SafeText.line(comparison.policy)) \(versions): \(comparison.kind.rawValue)"
    let actions = delta.lines(in: table).map { console.colored(change: $0) }
    return [console.colored(title, .bold), summary]
      + (actions.isEmpty ? [] : [""] + actions)
      + (escalations.lines.isEmpty ? [] : [""] + escalations.lines)
      + (signals.isEmpty ? [] : [""] + signals.map { "signal: \($0)" })
  }

  private var summary: String {
    guard delta.isEmpty else { return delta.headline }
    return comparison.kind == .reissued
      ? "the documents are the same" : "nothing changed in effect: it is only written otherwise"
  }
}
