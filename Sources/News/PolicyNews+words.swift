import Model

extension PolicyNews {
  /// The step that the policy took: `v5 → v6`; of one that left, the version with which it did.
  var step: String {
    [previous, version].compactMap { $0?.description }.joined(separator: " → ")
  }

  /// The counts of what changed in effect: `+2 −1 ~3`.
  var counts: String {
    [("+", actionsAdded), ("−", actionsRemoved), ("~", actionsChanged)]
      .filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }

  /// What changed in effect, as a sentence without full stop; nil where nothing did.
  var effect: String? {
    let parts = [
      actionsAdded > 0
        ? kind == .added
          ? "\(actionsAdded.counted("action")) can be used"
          : "\(actionsAdded.counted("action")) can be used now that could not be used before"
        : nil,
      actionsRemoved > 0 ? "\(actionsRemoved.counted("action")) can no longer be used" : nil,
      actionsChanged > 0 ? "the scope of \(actionsChanged.counted("action")) changed" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// The lines of the commit that are sentences, rather than actions.
  var notes: [String] {
    lines.filter { $0.hasSuffix(".") || $0.hasPrefix("Not validated: ") }
  }

  /// The lines of the commit that say which actions changed.
  var effects: [String] {
    let notes = Set(notes)
    return lines.filter { !notes.contains($0) }
  }

  /// Whether it has come to allow all of AWS, beside which nothing that it opens is worth a name.
  var allowsEverything: Bool { signals.contains(ChangeMeaning.fullWildcard) }

  /// Whether somebody should look at it soon; of the same document there is nothing new to see.
  var needsAttention: Bool {
    kind != .reissued && (severity.map { $0 >= .securityWarning } ?? false)
  }
}

extension PolicyNews.FindingCount {
  /// `2 × REDUNDANT_ACTION (suggestion)`, linked to where AWS explains it.
  var markdown: String {
    let word = type.rawValue.lowercased().replacing("_", with: " ")
    let link = Markdown.link(code.description, ReferencePages.check(code, type))
    return "\(count) × \(link) (\(word))"
  }
}

extension PolicyNews.Escalation {
  /// `iam-005: iam:PutRolePolicy`, linked to where it is explained.
  var markdown: String {
    let needs = actions.map(Markdown.code).joined(separator: " + ")
    return Markdown.link(id, ReferencePages.escalation(id)) + (needs.isEmpty ? "" : ": \(needs)")
  }
}

extension PolicyNews {
  /// What the signals mean, each a sentence without full stop; what is new stands in one.
  var signalSentences: [String] {
    let signals = signals.filter { !allowsEverything || !$0.hasPrefix("data-read ") }
    let new = signals.filter(ChangeMeaning.isNews).map(SignalSentence.newThing)
    return signals.filter { !ChangeMeaning.isNews($0) }.map { SignalSentence($0).markdown }
      + (new.isEmpty ? [] : ["no policy named before: \(new.joined(separator: ", "))"])
  }
}

/// What a signal's word means, as a sentence without full stop.
struct SignalSentence {
  let markdown: String

  init(_ signal: String) {
    let word = signal.prefix { $0 != " " }
    let about = String(signal.dropFirst(word.count + 1))
    let actions = Int(about)?.counted("action") ?? about
    markdown =
      switch word {
      case "condition-dropped": "\(actions) granted on weaker conditions than before"
      case "data-read": "reads what users store: \(Markdown.code(about))"
      case "deny-dropped": "a Deny was dropped that kept actions back"
      case ChangeMeaning.fullWildcard[...]: "allows every action of AWS"
      case "permissions-removed": "\(actions) taken away"
      case "rolled-back": "AWS made a lower version the default again"
      default: SafeText.markdown(signal)
      }
  }

  /// What `new-action iam:PassRole`, `new-service iam` or `new-action 12` is about.
  static func newThing(_ signal: String) -> String {
    let about = String(signal.drop { $0 != " " }.dropFirst())
    let one = signal.hasPrefix("new-service") ? "service" : "action"
    if let count = Int(about) { return count.counted(one) }
    return (one == "service" ? "the service " : "") + Markdown.code(about)
  }
}
