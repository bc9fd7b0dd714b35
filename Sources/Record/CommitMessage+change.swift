package import Model

extension CommitMessage {
  /// The message of one policy change.
  init(_ change: Change) {
    let grammar = Grammar(change)
    subject = grammar.subject
    body = grammar.body
    trailers =
      [Trailer("Policy-Name", change.name.text)]
      + [
        Trailer("Policy-Arn", change.arn),
        Trailer("Policy-Version", change.version?.id.description),
        Trailer("Policy-Previous-Version", change.previous?.description),
        Trailer("Policy-Change", change.kind.rawValue),
        Trailer("Policy-Missed-Versions", change.missedVersions),
      ].compactMap(\.self) + Self.trailers(of: change) + Self.trailers(of: change.validation)
    if case .notValidated(let reason) = change.validation?.outcome {
      body.append("Not validated: \(SafeText.line(reason))")
    }
  }
}

extension Change {
  /// The message of the commit that records it.
  package var commitMessage: String { CommitMessage(self).text }

  /// More ways to more permissions than this are counted in a list; the commit names them all.
  private static let openedMax = 5

  /// What a change is called in a list: `AmazonEKS_CNI_Policy v5 → v6: +2 actions`, and which
  /// known ways to more permissions it opens.
  package var summary: String {
    let opened = meaning?.escalations.map(\.id) ?? []
    guard !opened.isEmpty else { return Grammar(self).subject }
    if meaning?.allowsEverything == true { return "\(Grammar(self).subject); allows every action" }
    let rest = opened.count - Self.openedMax
    let named = opened.prefix(Self.openedMax).joined(separator: ", ")
    return "\(Grammar(self).subject); opens \(named)" + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension CommitMessage {
  /// The counts of what changed in effect, and what is to be heard at once.
  private static func trailers(of change: Change) -> [Trailer] {
    guard let meaning = change.meaning, change.version != nil else { return [] }
    let counts = [
      ("Actions-Added", meaning.actionsAdded), ("Actions-Changed", meaning.actionsChanged),
      ("Actions-Removed", meaning.actionsRemoved),
    ]
    return counts.filter { $0.1 > 0 }.map { Trailer($0.0, String($0.1)) }
      + meaning.escalations.map {
        Trailer("Escalation", ([$0.id] + $0.actions).joined(separator: " "))
      } + meaning.signals.map { Trailer("Signal", $0) }
  }

  /// How often each check found something, the worst first, and who says so.
  private static func trailers(of validation: PolicyValidation?) -> [Trailer] {
    guard let validation else { return [] }
    let counts = Dictionary(grouping: validation.findings) { "\($0.type.rawValue) \($0.code)" }
    let sorted = counts.sorted { left, right in
      left.value[0].type == right.value[0].type
        ? left.key < right.key : left.value[0].type > right.value[0].type
    }
    return sorted.map { Trailer("Finding", "\($0.key) \($0.value.count)") }
      + [Trailer("Validator", validation.title)]
  }
}

/// The one table that gives each kind of change its subject and its body.
private struct Grammar {
  let subject: String
  private(set) var body: [String]

  init(_ change: Change) {
    let name = SafeText.line(change.name.text)
    let version = change.version?.id.description ?? ""
    let step = change.previous.map { "\(name) \($0) → \(version)" } ?? "\(name) \(version)"
    let missed =
      change.missedVersions.map { ["Not observed, and no longer to be had: \($0)."] } ?? []
    switch change.kind {
    case .added:
      subject = "\(name) \(version): added"
      body = missed
    case .updated:
      subject = "\(step): \(change.meaning?.subject ?? "document changed")"
      body = missed
    case .reissued:
      subject = "\(step): reissued, same document"
      body = missed
    case .reverted:
      subject = "\(step): reverted"
      body = ["AWS made a lower version the default again."] + missed
    case .deprecated:
      subject = change.previous.map { "\(name) \($0): deprecated" } ?? "\(name): deprecated"
      body = ["This policy is \(SafeText.line(change.departure?.reason ?? "gone"))."]
    case .restored:
      subject = "\(step): restored"
      body = ["This policy was deprecated and is published again."] + missed
    }
    // A departure takes everything away, which needs no list.
    guard change.version != nil, let lines = change.meaning?.lines, !lines.isEmpty else { return }
    body += (body.isEmpty ? [] : [""]) + lines
  }
}

extension Change {
  /// Written `v141..v158, v160`, and nil where nothing was missed.
  ///
  /// Long lists are counted, not cut.
  fileprivate var missedVersions: String? {
    guard !missed.isEmpty else { return nil }
    let shown = missed.prefix(Self.missedRangesMax).map { range in
      range.count == 1 ? "v\(range.lowerBound)" : "v\(range.lowerBound)..v\(range.upperBound)"
    }
    let rest = missed.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more ranges" : "")
  }

  private static var missedRangesMax: Int { 20 }
}
