package import PolicyLanguage

/// How a document grants one action, whether the service reference knows it or not.
package struct ActionGrant: Sendable {
  /// The Allow statements that cover it; never empty.
  package let statements: [PolicyStatement]
  /// Whether a Deny without condition and on every resource takes it away again.
  package let isForbidden: Bool

  /// Gives nil where no Allow statement covers the action, which may be in any case.
  package init?(of action: String, in document: JSONDocument) {
    let action = action.lowercased()
    let covering = PolicyDocument(document).statements.filter { $0.covers(action) }
    statements = covering.filter(\.allows)
    guard !statements.isEmpty else { return nil }
    isForbidden = covering.contains { statement in
      statement.denies && Scope.scopes(of: statement).contains(where: \.isUnlimited)
    }
  }

  /// Whether every statement that covers it has a condition.
  package var isConditional: Bool {
    statements.allSatisfy { !ConditionClause.clauses(of: $0).isEmpty }
  }

  /// The resources of all statements as written, in order; nothing where it is all but some.
  package var resources: [String] { Self.texts(statements.compactMap(\.resource)) }

  /// The resources that statements with `NotResource` leave out, as written, in order.
  package var notResources: [String] { Self.texts(statements.compactMap(\.notResource)) }

  private static func texts(_ lists: [PolicyList<PolicyResource>]) -> [String] {
    var seen: Set<String> = []
    return lists.flatMap(\.entries).map(\.text).filter { seen.insert($0).inserted }
  }

  /// What the statements ask for, where all of them have a condition: operator, key, values.
  package var conditions: JSON? {
    guard isConditional else { return nil }
    var operators: [(name: String, keys: [(name: String, values: [JSON])])] = []
    for block in statements.flatMap(\.blocks) {
      let place = operators.firstIndex { $0.name == block.comparison.text }
      let index = place ?? operators.count
      if place == nil { operators.append((block.comparison.text, [])) }
      for condition in block.conditions {
        let values = condition.values.map(JSON.node)
        if let key = operators[index].keys.firstIndex(where: { $0.name == condition.name }) {
          let known = operators[index].keys[key].values
          operators[index].keys[key].values += values.filter { !known.contains($0) }
        } else {
          operators[index].keys.append((condition.name, values))
        }
      }
    }
    return .object(
      operators.map { entry in
        let keys = entry.keys.map { key in
          JSON.Member(key.name, key.values.count == 1 ? key.values[0] : .array(key.values))
        }
        return JSON.Member(entry.name, .object(keys))
      })
  }
}

extension PolicyStatement {
  fileprivate func covers(_ action: String) -> Bool {
    if let list = self.action { return list.entries.contains { $0.covers(action) } }
    return notAction.map { list in !list.entries.contains { $0.covers(action) } } ?? false
  }
}
