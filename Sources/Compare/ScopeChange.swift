/// How an action that is granted before and after is granted otherwise.
package struct ScopeChange: Sendable, Hashable {
  /// What has changed.
  package enum Aspect: String, Sendable {
    case resource
    case condition
  }

  /// What it is now, against what it was.
  package enum Direction: String, Sendable {
    case wider
    case narrower
    /// Neither contains the other.
    case different
    /// It cannot be decided from the documents alone.
    case unknown
  }

  package let aspect: Aspect
  package let direction: Direction
}

/// The scopes of one action, before and after.
struct ScopePair: Hashable {
  var before: Set<Scope> = []
  var after: Set<Scope> = []

  /// What has changed in effect; nothing where both come to the same.
  var changes: [ScopeChange] {
    guard before != after else { return [] }
    return merged(allowing.allowChanges + denying.denyChanges)
  }

  private var allowing: ScopePair { filtered(\.allows) }
  private var denying: ScopePair { filtered { !$0.allows } }

  private func filtered(_ isWanted: (Scope) -> Bool) -> ScopePair {
    ScopePair(before: before.filter(isWanted), after: after.filter(isWanted))
  }

  private var allowChanges: [ScopeChange] {
    guard let direction else { return [] }
    var changes: [ScopeChange] = []
    if let resource = projected(conditions: false).direction {
      changes.append(ScopeChange(aspect: .resource, direction: resource))
    }
    let rest = ScopePair(before: before.subtracting(after), after: after.subtracting(before))
    if changes.isEmpty || !rest.before.isEmpty && !rest.after.isEmpty {
      let condition = rest.projected(conditions: true).direction
      if let condition, !changes.isEmpty {
        changes.append(ScopeChange(aspect: .condition, direction: condition))
      }
    }
    if changes.isEmpty { return [ScopeChange(aspect: .condition, direction: direction)] }
    // Where one thing alone has changed, its direction is that of the whole.
    return changes.count == 1
      ? [ScopeChange(aspect: changes[0].aspect, direction: direction)] : changes
  }

  /// A Deny that came narrows, one that went widens.
  private var denyChanges: [ScopeChange] {
    guard let direction else { return [] }
    let changed = before.symmetricDifference(after)
    let aspect: ScopeChange.Aspect =
      changed.contains { !$0.conditions.isEmpty } ? .condition : .resource
    return [ScopeChange(aspect: aspect, direction: direction.reversed)]
  }

  private func projected(conditions: Bool) -> ScopePair {
    let project = { (scope: Scope) in
      conditions
        ? Scope(allows: scope.allows, resource: .everything, conditions: scope.conditions)
        : Scope(allows: scope.allows, resource: scope.resource, conditions: [])
    }
    return ScopePair(before: Set(before.map(project)), after: Set(after.map(project)))
  }

  /// Nil where each side contains the other.
  private var direction: ScopeChange.Direction? {
    switch (Self.covers(after, before), Self.covers(before, after)) {
    case (.yes, .yes): nil
    case (.yes, .no): .wider
    case (.no, .yes): .narrower
    case (.no, .no): .different
    case (.unknown, _), (_, .unknown): .unknown
    }
  }

  private static func covers(_ scopes: Set<Scope>, _ others: Set<Scope>) -> Answer {
    others.subtracting(scopes).all { other in scopes.any { $0.covers(other) } }
  }

  /// One change for each aspect.
  private func merged(_ changes: [ScopeChange]) -> [ScopeChange] {
    [ScopeChange.Aspect.resource, .condition].compactMap { aspect in
      let directions = Set(changes.filter { $0.aspect == aspect }.map(\.direction))
      guard let first = directions.first else { return nil }
      if directions.count == 1 { return ScopeChange(aspect: aspect, direction: first) }
      let sum: ScopeChange.Direction = directions.contains(.unknown) ? .unknown : .different
      return ScopeChange(aspect: aspect, direction: sum)
    }
  }
}

extension ScopeChange.Direction {
  fileprivate var reversed: ScopeChange.Direction {
    switch self {
    case .wider: .narrower
    case .narrower: .wider
    case .different, .unknown: self
    }
  }
}
