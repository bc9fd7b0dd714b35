import PolicyLanguage

/// The actions that some changes of policies touch, numbered anew.
///
/// All others are granted as they were, so what principals may do is compared over these only,
/// which are few.
struct TouchedActions {
  /// Those of the service reference, in its spelling, then what it does not know, as written; both
  /// sorted.
  let names: [String]
  /// How many of them the service reference knows.
  private let knownCount: Int
  private let folded: [String]
  private let ids: [String: Int]
  private let services: [Substring: [Int]]
  /// What patterns cover; policies name the same ones again and again.
  private var covered: [String: ActionSet] = [:]

  /// Finds the actions that are covered otherwise after one of some changes than before.
  init(_ changes: [(before: Grants?, after: Grants?)], in table: ActionTable) {
    var known = ActionSet(room: table.count)
    var unknown: [String: String] = [:]
    for (before, after) in changes {
      let (old, new) = (before?.coverage ?? [:], after?.coverage ?? [:])
      let nothing = ActionSet(room: table.count)
      for scope in Set(old.keys).union(new.keys) where old[scope] != new[scope] {
        known = known.union((old[scope] ?? nothing).symmetricDifference(new[scope] ?? nothing))
      }
      let entries = (before?.unknown ?? [:]).merging(after?.unknown ?? [:]) { $1 }
      unknown.merge(
        entries.filter { before?.limits(of: $0.key) ?? [] != after?.limits(of: $0.key) ?? [] }
      ) { $1 }
    }
    let knownNames = table.sortedNames(of: known)
    names = knownNames + unknown.values.sorted()
    knownCount = knownNames.count
    let folded = names.map { $0.lowercased() }
    self.folded = folded
    services = Dictionary(grouping: folded.indices) { folded[$0].prefix { $0 != ":" } }
    ids = Dictionary(zip(folded, folded.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The names of some of them, sorted.
  func names(of set: ActionSet) -> (known: [String], unknown: [String]) {
    let ids = set.ids
    let knownIDs = ids.prefix { $0 < knownCount }
    return (knownIDs.map { names[$0] }, ids.dropFirst(knownIDs.count).map { names[$0] })
  }

  var nothing: ActionSet { ActionSet(room: names.count) }

  /// Those that an Allow or a Deny statement covers.
  mutating func covered(by statement: PolicyStatement) -> ActionSet {
    var set = nothing
    guard let list = statement.action ?? statement.notAction else { return set }
    for entry in list.entries {
      if entry.pattern.hasWildcard {
        set = set.union(covered(by: entry))
      } else if let id = ids[entry.pattern.text] {
        set.insert(id..<id + 1)
      }
    }
    guard statement.action == nil else { return set }
    var all = nothing
    all.insert(names.indices)
    return all.subtracting(set)
  }

  private mutating func covered(by entry: PolicyAction) -> ActionSet {
    if let known = covered[entry.pattern.text] { return known }
    var set = nothing
    for id in candidates(entry) where entry.covers(folded[id]) { set.insert(id..<id + 1) }
    covered[entry.pattern.text] = set
    return set
  }

  /// Where a pattern's matches can be: a wildcard before the colon, or no colon, means anywhere.
  private func candidates(_ entry: PolicyAction) -> [Int] {
    guard let service = entry.service, !Glob(service).hasWildcard else {
      return Array(folded.indices)
    }
    return services[Substring(service)] ?? []
  }
}

extension Grants {
  /// What all statements cover, those included that take away altogether.
  fileprivate var coverage: [Scope: ActionSet] {
    var result: [Scope: ActionSet] = [:]
    for rule in rules {
      for scope in rule.scopes {
        result[scope] = result[scope]?.union(rule.covered) ?? rule.covered
      }
    }
    return result
  }

  /// The scopes of all statements that cover an unknown entry, given in lower case.
  fileprivate func limits(of literal: String) -> Set<Scope> {
    Set(rules.filter { $0.covers(literal) }.flatMap(\.scopes))
  }
}
