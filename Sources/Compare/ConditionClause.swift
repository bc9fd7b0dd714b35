import PolicyLanguage

/// One key of a condition and what it is compared with; case counts in the values only.
struct ConditionClause: Hashable, Sendable {
  let comparison: String
  let key: String
  let values: Set<String>

  /// The clauses of a statement, all of which must hold.
  static func clauses(of statement: PolicyStatement) -> Set<ConditionClause> {
    guard let condition = statement.condition else { return [] }
    guard condition.kind == .object else { return [unreadable(condition)] }
    return Set(statement.conditions.map { ConditionClause($0) })
  }

  private init(_ condition: PolicyCondition) {
    comparison = condition.comparison.text.lowercased()
    key = condition.foldedName
    let texts = condition.values.map { $0.scalarText ?? String(decoding: $0.text, as: UTF8.self) }
    let ignoresCase = condition.comparison.family == .bool || condition.comparison.family == .null
    values = Set(ignoresCase ? texts.map { $0.lowercased() } : texts)
  }

  private init(comparison: String, key: String, values: Set<String>) {
    self.comparison = comparison
    self.key = key
    self.values = values
  }

  private static func unreadable(_ node: JSONNode) -> ConditionClause {
    ConditionClause(
      comparison: "", key: "", values: [String(decoding: node.text, as: UTF8.self)])
  }

  /// Whether some clauses hold whenever some others do.
  ///
  /// A clause on a key that the others do not ask about can fail while they hold.
  static func weaker(
    _ clauses: Set<ConditionClause>, _ others: Set<ConditionClause>
  ) -> Answer {
    clauses.all { clause in
      if others.contains(clause) { return .yes }
      return others.filter { $0.key == clause.key }.any { $0.implies(clause) }
    }
  }

  /// Whether another clause on the same key holds whenever this one does.
  private func implies(_ other: ConditionClause) -> Answer {
    guard comparison == other.comparison else { return .unknown }
    let operation = ConditionOperator(comparison)
    switch operation.family {
    case .string, .arn, .ipAddress:
      let (few, many) = operation.isNegated ? (other, self) : (self, other)
      if few.values.isSubset(of: many.values) { return .yes }
      // A pattern or a network can contain another, and a variable can be anything.
      return (few.values.union(many.values)).contains(where: \.isMoreThanItself) ? .unknown : .no
    case .bool, .null:
      return Answer(values.isSubset(of: other.values))
    case .numeric, .date, .binary, nil:
      return .unknown
    }
  }
}

extension String {
  fileprivate var isMoreThanItself: Bool {
    contains { $0 == "*" || $0 == "?" || $0 == "/" } || contains("${")
  }
}
