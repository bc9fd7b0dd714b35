/// What a document grants in effect against another.
package struct PermissionDelta: Sendable, Hashable {
  /// An action whose resources or conditions changed.
  package struct Changed: Sendable, Hashable {
    package let action: String
    package let change: ScopeChange
  }

  /// Known actions that are granted now and were not before, in the table's spelling, sorted.
  package let added: [String]
  /// Known actions that were granted before and are not now, in the table's spelling, sorted.
  package let removed: [String]
  /// Actions granted on both sides, but otherwise; unknown ones are among them.
  package let changed: [Changed]
  /// Entries of which the service reference knows no action, granted now and not before.
  package let unknownAdded: [String]
  /// Entries of which the service reference knows no action, granted before and not now.
  package let unknownRemoved: [String]

  /// Compares what two documents grant; nil stands for a document that grants nothing.
  package init(from before: Grants?, to after: Grants?, in table: ActionTable) {
    let nothing = Grants(actions: ActionSet(room: table.count), unknown: [:], rules: [])
    let (before, after) = (before ?? nothing, after ?? nothing)
    added = table.sortedNames(of: after.actions.subtracting(before.actions))
    removed = table.sortedNames(of: before.actions.subtracting(after.actions))
    let unknown = before.unknown.merging(after.unknown) { $1 }
    unknownAdded = unknown.filter { after.grants($0.key) && !before.grants($0.key) }
      .values.sorted()
    unknownRemoved = unknown.filter { before.grants($0.key) && !after.grants($0.key) }
      .values.sorted()
    var comparison = ScopeComparison(before: before, after: after)
    let known = comparison.knownChanges(in: table)
    changed = Self.sorted(known + comparison.unknownChanges(unknown))
  }

  /// Takes lists that were found otherwise; all but the changes are sorted already.
  init(
    added: [String], removed: [String], changed: Set<Changed>, unknownAdded: [String],
    unknownRemoved: [String]
  ) {
    self.added = added
    self.removed = removed
    self.changed = Self.sorted(changed)
    self.unknownAdded = unknownAdded
    self.unknownRemoved = unknownRemoved
  }

  private static func sorted(_ changed: some Sequence<Changed>) -> [Changed] {
    changed.sorted {
      ($0.action, $0.change.aspect.rawValue, $0.change.direction.rawValue)
        < ($1.action, $1.change.aspect.rawValue, $1.change.direction.rawValue)
    }
  }

  /// Entries that the service reference does not know, granted on one side only, sorted.
  package var unknownActions: [String] { (unknownAdded + unknownRemoved).sorted() }

  /// Whether both documents come to the same.
  package var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && changed.isEmpty && unknownAdded.isEmpty
      && unknownRemoved.isEmpty
  }
}

extension ActionTable {
  /// The names of some actions, sorted by bytes.
  package func sortedNames(of set: ActionSet) -> [String] { set.ids.map { names[$0] }.sorted() }
}

/// Finds the actions whose scopes changed; actions with the same scopes are compared once.
private struct ScopeComparison {
  let before: Grants
  let after: Grants
  private var known: [ScopePair: [ScopeChange]] = [:]

  init(before: Grants, after: Grants) {
    self.before = before
    self.after = after
  }

  /// Actions that stand in the same statements on both sides.
  private struct Group {
    var actions: ActionSet
    var scopes = ScopePair()
  }

  private struct Coverage: Hashable {
    let before: ActionSet
    let after: ActionSet
  }

  mutating func knownChanges(in table: ActionTable) -> [PermissionDelta.Changed] {
    // What stands in the same statements on both sides is granted as before.
    let candidates = before.actionsOfStatements(notIn: after)
      .union(after.actionsOfStatements(notIn: before))
      .intersection(before.actions).intersection(after.actions)
    guard !candidates.isEmpty else { return [] }
    let (old, new) = (before.scopes(of: candidates), after.scopes(of: candidates))
    let nothing = ActionSet(room: table.count)
    let scopes = Set(old.keys).union(new.keys)
    var touched = nothing
    for scope in scopes where old[scope] != new[scope] {
      touched = touched.union(
        (old[scope] ?? nothing).symmetricDifference(new[scope] ?? nothing))
    }
    guard !touched.isEmpty else { return [] }
    let alike = Dictionary(grouping: scopes) { scope in
      Coverage(
        before: (old[scope] ?? nothing).intersection(touched),
        after: (new[scope] ?? nothing).intersection(touched))
    }
    return Self.groups(touched, alike).flatMap { group in
      let changes = self.changes(group.scopes)
      guard !changes.isEmpty else { return [PermissionDelta.Changed]() }
      return group.actions.ids.flatMap { id in
        changes.map { PermissionDelta.Changed(action: table.names[id], change: $0) }
      }
    }
  }

  private static func groups(_ touched: ActionSet, _ alike: [Coverage: [Scope]]) -> [Group] {
    var groups = [Group(actions: touched)]
    for (coverage, scopes) in alike {
      groups = split(groups, by: coverage.before) { $0.before.formUnion(scopes) }
      groups = split(groups, by: coverage.after) { $0.after.formUnion(scopes) }
    }
    return groups
  }

  /// Divides each group into what a set holds, whose scopes are edited, and what it does not.
  private static func split(
    _ groups: [Group], by set: ActionSet, _ edit: (inout ScopePair) -> Void
  ) -> [Group] {
    guard !set.isEmpty else { return groups }
    return groups.flatMap { group in
      var inside = Group(actions: group.actions.intersection(set), scopes: group.scopes)
      edit(&inside.scopes)
      let outside = Group(actions: group.actions.subtracting(set), scopes: group.scopes)
      return [inside, outside].filter { !$0.actions.isEmpty }
    }
  }

  mutating func unknownChanges(_ unknown: [String: String]) -> [PermissionDelta.Changed] {
    unknown.filter { before.grants($0.key) && after.grants($0.key) }.flatMap { folded, name in
      let pair = ScopePair(before: before.scopes(of: folded), after: after.scopes(of: folded))
      return changes(pair).map { PermissionDelta.Changed(action: name, change: $0) }
    }
  }

  private mutating func changes(_ pair: ScopePair) -> [ScopeChange] {
    if let changes = known[pair] { return changes }
    let changes = pair.changes
    known[pair] = changes
    return changes
  }
}
