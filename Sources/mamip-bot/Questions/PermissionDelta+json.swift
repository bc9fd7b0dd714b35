import Compare
import PolicyLanguage

extension JSON {
  /// A list of texts.
  static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}

extension PermissionDelta {
  /// The members of `diff --json` that say what changed.
  var members: [JSON.Member] {
    [
      JSON.Member("added", .texts(added)),
      JSON.Member("removed", .texts(removed)),
      JSON.Member("changed", .array(changed.map(\.json))),
      JSON.Member("unknownActions", .texts(unknownActions)),
    ]
  }
}

extension PermissionDelta.Changed {
  fileprivate var json: JSON {
    [
      "action": .string(action),
      "aspect": .string(change.aspect.rawValue),
      "direction": .string(change.direction.rawValue),
    ]
  }
}

extension EscalationDelta {
  /// The identifiers of what was opened and closed.
  var json: JSON {
    [
      "opened": .texts(opened.map(\.id)),
      "closed": .texts(closed.map(\.id)),
      "limited": .texts(limited.map(\.id)),
    ]
  }

  /// What a person reads: a line for each path.
  var lines: [String] {
    let limitedIDs = Set(limited.map(\.id))
    let opened = opened.map { path in
      let caveat = limitedIDs.contains(path.id) ? ", limited to some resources or conditions" : ""
      return "opens \(path.id): \(path.requires.joined(separator: ", "))\(caveat)\n  \(path.page)"
    }
    return opened
      + closed.map { "closes \($0.id): \($0.requires.joined(separator: ", "))" }
  }
}
