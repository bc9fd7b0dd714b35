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
    /// The statement as it stands in the document.
    let text: String
    let allows: Bool
    let covered: ActionSet
    let scopes: [Scope]
    /// Entries of which the table knows no action, as written, by their lower case.
    let unknown: [String: String]
    let wildcards: [Glob]
    /// Whether the entries say what is not covered.
    let isInverted: Bool

    /// Whether it covers an entry that the table does not know, given in lower case.
    func covers(_ entry: String) -> Bool {
      (unknown[entry] != nil || wildcards.contains { $0.matches(entry) }) != isInverted
    }

    /// Whether it takes away, and not only limits.
    var forbids: Bool { !allows && scopes.contains(where: \.isUnlimited) }
  }

  /// Whether an entry that the table does not know is granted, given in lower case.
  package func grants(_ literal: String) -> Bool {
    rules.contains { $0.allows && $0.covers(literal) }
      && !rules.contains { $0.forbids && $0.covers(literal) }
  }

  /// Which of some actions are covered in each scope, without what is taken away altogether.
  func scopes(of actions: ActionSet) -> [Scope: ActionSet] {
    var result: [Scope: ActionSet] = [:]
    for rule in rules where !rule.forbids {
      let covered = rule.covered.intersection(actions)
      guard !covered.isEmpty else { continue }
      for scope in rule.scopes { result[scope] = result[scope]?.union(covered) ?? covered }
    }
    return result
  }

  /// The actions of statements that another document has not, word for word.
  func actionsOfStatements(notIn other: Grants) -> ActionSet {
    let known = Set(other.rules.map(\.text))
    return rules.reduce(actions.subtracting(actions)) { result, rule in
      rule.forbids || known.contains(rule.text) ? result : result.union(rule.covered)
    }
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
/// The versions of a policy repeat most of their statements, and name the same patterns again and
/// again: a statement of the document that was read last is not read again, and what a pattern
/// covers is looked up once.
package struct GrantsReader {
  package let table: ActionTable
  private let nothing: ActionSet
  private var expansions: [String: [Range<Int>]] = [:]
  /// What came of each statement of the document that was read last, by its text; nil where it
  /// says nothing of any action.
  private var rules: [String: Grants.Rule?] = [:]
  /// The document that was read last: where one change ends the next begins.
  private var last: (text: ArraySlice<UInt8>, grants: Grants)?

  /// Makes a reader that has looked up nothing yet.
  package init(_ table: ActionTable) {
    self.table = table
    nothing = ActionSet(room: table.count)
  }

  /// What a document grants.
  package mutating func grants(of document: JSONDocument) -> Grants {
    if let last, last.text == document.root.text { return last.grants }
    let grants = read(document)
    last = (document.root.text, grants)
    return grants
  }

  private mutating func read(_ document: JSONDocument) -> Grants {
    var known: [String: Grants.Rule?] = [:]
    var rules: [Grants.Rule] = []
    for node in document.root["Statement"]?.items ?? [] where node.kind == .object {
      let text = String(decoding: node.text, as: UTF8.self)
      let rule = self.rules[text] ?? rule(for: PolicyStatement(node), text)
      known[text] = .some(rule)
      if let rule { rules.append(rule) }
    }
    self.rules = known
    var granted = nothing
    for rule in rules where rule.allows { granted = granted.union(rule.covered) }
    for rule in rules where rule.forbids { granted = granted.subtracting(rule.covered) }
    let unknown = rules.reduce(into: [:]) { $0.merge($1.unknown) { $1 } }
    return Grants(actions: granted, unknown: unknown, rules: rules)
  }

  /// Nil where the statement says nothing of any action.
  private mutating func rule(
    for statement: PolicyStatement, _ text: String
  ) -> Grants.Rule? {
    guard statement.allows || statement.denies,
      let list = statement.action ?? statement.notAction
    else { return nil }
    var covered = nothing
    var unknown: [String: String] = [:]
    for entry in list.entries {
      let ranges = expansion(of: entry)
      if ranges.isEmpty { unknown[entry.pattern.text] = entry.text }
      for range in ranges { covered.insert(range) }
    }
    let isInverted = statement.action == nil
    if isInverted {
      var all = nothing
      all.insert(0..<table.count)
      covered = all.subtracting(covered)
    }
    return Grants.Rule(
      text: text, allows: statement.allows, covered: covered,
      scopes: Scope.scopes(of: statement), unknown: unknown,
      wildcards: Array(list.entries.lazy.map(\.pattern).filter(\.hasWildcard)),
      isInverted: isInverted)
  }

  private mutating func expansion(of entry: PolicyAction) -> [Range<Int>] {
    if let known = expansions[entry.pattern.text] { return known }
    let ranges = table.expand(entry)
    expansions[entry.pattern.text] = ranges
    return ranges
  }
}
