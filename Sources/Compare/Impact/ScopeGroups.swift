/// Divides actions by the scopes in which they are covered, before and after.
struct ScopeGroups {
  /// Actions that stand in the same scopes.
  struct Group {
    fileprivate(set) var actions: ActionSet
    fileprivate(set) var scopes = Numbers()
  }

  /// The numbers of scopes before and after, each once and sorted.
  struct Numbers: Hashable {
    fileprivate(set) var before: [Int] = []
    fileprivate(set) var after: [Int] = []
  }

  private(set) var groups: [Group]

  init(of actions: ActionSet, before: Permissions, after: Permissions) {
    groups = actions.isEmpty ? [] : [Group(actions: actions)]
    for (scope, covered) in before.scoped where !covered.isDisjoint(with: actions) {
      split(by: covered) { $0.before.append(scope) }
    }
    for (scope, covered) in after.scoped where !covered.isDisjoint(with: actions) {
      split(by: covered) { $0.after.append(scope) }
    }
    for index in groups.indices { groups[index].scopes.sort() }
  }

  /// Divides each group into what a set holds, whose scopes are edited, and what it does not.
  private mutating func split(by set: ActionSet, _ edit: (inout Numbers) -> Void) {
    for index in groups.indices where !groups[index].actions.isDisjoint(with: set) {
      let outside = groups[index].actions.subtracting(set)
      if !outside.isEmpty {
        groups.append(Group(actions: outside, scopes: groups[index].scopes))
        groups[index].actions = groups[index].actions.intersection(set)
      }
      edit(&groups[index].scopes)
    }
  }
}

extension ScopeGroups.Numbers {
  fileprivate mutating func sort() {
    before = Set(before).sorted()
    after = Set(after).sorted()
  }
}
