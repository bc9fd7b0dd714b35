package import PolicyLanguage

/// What a document grants, over the actions of a table.
///
/// An action is granted when an Allow statement covers it, on whatever resource and condition, and
/// no Deny statement without condition and on every resource does. Other Deny statements only limit
/// it.
package struct Grants: Sendable {
  /// The granted actions that the table has.
  package let actions: ActionSet
  /// Entries that name an action, or actions, of which the table has none: as written, by their
  /// lower case.
  package let unknown: [String: String]
  let rules: [Rule]

  /// A statement, reduced to what decides.
  struct Rule: Sendable {
    let allows: Bool
    let covered: ActionSet
    let scopes: [Scope]
    /// Entries of which the table knows no action, in lower case.
    let unknown: Set<String>
    let wildcards: [Glob]
    /// Whether the entries say what is not covered.
    let isInverted: Bool

    /// Whether it covers an entry that the table does not know, given in lower case.
    func covers(_ entry: String) -> Bool {
      (unknown.contains(entry) || wildcards.contains { $0.matches(entry) }) != isInverted
    }

    /// Whether it takes away, and not only limits.
    var forbids: Bool { !allows && scopes.contains(where: \.isUnlimited) }
  }

  /// Whether an entry that the table does not know is granted, given in lower case.
  package func grants(_ literal: String) -> Bool {
    rules.contains { $0.allows && $0.covers(literal) }
      && !rules.contains { $0.forbids && $0.covers(literal) }
  }

  /// Which actions are covered in each scope, without what is taken away altogether.
  var actionsByScope: [Scope: ActionSet] {
    var result: [Scope: ActionSet] = [:]
    for rule in rules where !rule.forbids {
      for scope in rule.scopes {
        result[scope] = result[scope]?.union(rule.covered) ?? rule.covered
      }
    }
    return result
  }

  /// The scopes in which an action of the table is covered.
  func scopes(of id: Int) -> Set<Scope> {
    Set(rules.filter { !$0.forbids && $0.covered.contains(id) }.flatMap(\.scopes))
  }

  /// The scopes in which an unknown entry is covered, given in lower case.
  func scopes(of literal: String) -> Set<Scope> {
    Set(rules.filter { !$0.forbids && $0.covers(literal) }.flatMap(\.scopes))
  }
}

/// Reads what documents grant.
///
/// The versions of a policy, and of all policies, name the same patterns again and again; what a
/// pattern covers is looked up once.
package struct GrantsReader {
  package let table: ActionTable
  private let nothing: ActionSet
  private var expansions: [String: [Range<Int>]] = [:]

  /// Makes a reader that has looked up nothing yet.
  package init(_ table: ActionTable) {
    self.table = table
    nothing = ActionSet(room: table.count)
  }

  /// What a document grants.
  package mutating func grants(of document: JSONDocument) -> Grants {
    var unknown: [String: String] = [:]
    var rules: [Grants.Rule] = []
    for statement in PolicyDocument(document).statements where statement.allows || statement.denies
    {
      guard let rule = rule(for: statement, &unknown) else { continue }
      rules.append(rule)
    }
    var granted = ActionSet(room: table.count)
    for rule in rules where rule.allows { granted = granted.union(rule.covered) }
    for rule in rules where rule.forbids { granted = granted.subtracting(rule.covered) }
    return Grants(actions: granted, unknown: unknown, rules: rules)
  }

  private mutating func rule(
    for statement: PolicyStatement, _ unknown: inout [String: String]
  ) -> Grants.Rule? {
    guard let list = statement.action ?? statement.notAction else { return nil }
    var covered = nothing
    var own: Set<String> = []
    for entry in list.entries {
      let ranges = expansion(of: entry)
      if ranges.isEmpty {
        unknown[entry.pattern.text] = entry.text
        own.insert(entry.pattern.text)
      }
      for range in ranges { covered.insert(range) }
    }
    let isInverted = statement.action == nil
    if isInverted {
      var all = ActionSet(room: table.count)
      all.insert(0..<table.count)
      covered = all.subtracting(covered)
    }
    return Grants.Rule(
      allows: statement.allows, covered: covered, scopes: Scope.scopes(of: statement),
      unknown: own, wildcards: list.entries.map(\.pattern).filter(\.hasWildcard),
      isInverted: isInverted)
  }

  private mutating func expansion(of entry: PolicyAction) -> [Range<Int>] {
    if let known = expansions[entry.pattern.text] { return known }
    let ranges = table.expand(entry)
    expansions[entry.pattern.text] = ranges
    return ranges
  }
}
