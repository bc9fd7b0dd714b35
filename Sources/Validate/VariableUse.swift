import PolicyLanguage

/// A `${…}` at the place where a statement has it.
struct VariableUse: Sendable {
  /// Which part of a statement a variable stands in.
  enum Element: Sendable {
    case resource
    case condition(PolicyCondition)
    /// Any other, none of which may have variables.
    case other
  }

  let variable: PolicyVariable
  let node: JSONNode
  let element: Element

  /// All variables of a statement, but for those in place of names.
  static func all(in statement: PolicyStatement) -> [VariableUse] {
    guard statement.node.text.span.has(UInt8(ascii: "$")) else { return [] }
    let resources = statement.resourceLists.flatMap { list in
      list.entries.flatMap { uses(at: $0.node, .resource) }
    }
    let conditions = statement.blocks.flatMap { block in
      block.conditions.flatMap { condition in
        condition.values.flatMap { uses(at: $0, .condition(condition)) }
      }
    }
    return resources + conditions + others(in: statement)
  }

  private static func others(in statement: PolicyStatement) -> [VariableUse] {
    let actions = statement.actionLists.flatMap { list in
      list.entries.flatMap { uses(at: $0.node, .other) }
    }
    let principals = statement.principalLists.flatMap { list in
      list.entries.flatMap { uses(at: $0.node, .other) }
    }
    let texts = [statement.sid, statement.effect].compactMap(\.self)
    return actions + principals + texts.flatMap { uses(at: $0, .other) }
  }

  private static func uses(at node: JSONNode, _ element: Element) -> [VariableUse] {
    guard node.text.span.has(UInt8(ascii: "$")) else { return [] }
    return PolicyVariable.all(in: node.string ?? "").map {
      VariableUse(variable: $0, node: node, element: element)
    }
  }

  /// Whether it stands where variables may stand.
  var isAllowed: Bool {
    if case .other = element { false } else { true }
  }
}
