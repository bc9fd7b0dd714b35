package import Model

extension Change {
  /// A longer list of actions becomes a line for each service, with counts.
  private static var linesMax: Int { 100 }

  /// What the change means; that of a version with the same document is known: nothing.
  package func meaning(by reader: inout GrantsReader) -> ChangeMeaning {
    let before = previousDocument.map { reader.grants(of: $0) }
    let after = kind == .reissued ? before : version.map { reader.grants(of: $0.document) }
    let delta = PermissionDelta(from: before, to: after, in: reader.table)
    let escalations = EscalationDelta(from: before, to: after, in: reader.table)
    return ChangeMeaning(
      headline: delta.headline, lines: delta.lines(in: reader.table, linesMax: Self.linesMax),
      actionsAdded: delta.added.count,
      actionsChanged: Set(delta.changed.map(\.action)).count,
      actionsRemoved: delta.removed.count, actionsUnknown: delta.unknownActions.count,
      escalations: escalations.opened.map {
        ChangeMeaning.Escalation(id: $0.id, actions: $0.requires)
      },
      signals: Signal.signals(kind: kind, from: before, to: after, delta).map(\.description))
  }
}
