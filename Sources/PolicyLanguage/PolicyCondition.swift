/// An operator of a condition, with the keys that it compares.
package struct PolicyConditionBlock: Sendable {
  /// The operator's name.
  package let key: JSONNode
  /// The operator's value.
  package let node: JSONNode
  package let comparison: ConditionOperator
  /// The keys in order.
  package let conditions: [PolicyCondition]

  init(_ member: JSONMember) {
    let comparison = ConditionOperator(member.name)
    key = member.key
    node = member.value
    self.comparison = comparison
    conditions = member.value.members.map { PolicyCondition($0, in: member.key, comparison) }
  }
}

/// A condition key, what it is compared with, and how.
package final class PolicyCondition: Sendable {
  /// The key's name.
  package let key: JSONNode
  /// The name of the operator around it.
  package let operatorKey: JSONNode
  package let comparison: ConditionOperator
  /// The key as written.
  package let name: String
  /// The key in lower case, because case does not count.
  package let foldedName: String
  /// What it is compared with, whatever that is.
  package let node: JSONNode
  /// The values that it is compared with.
  package let values: [JSONNode]
  /// What stands before the key's first colon, in lower case; nil where there is none.
  package let service: String?

  init(_ member: JSONMember, in operatorKey: JSONNode, _ comparison: ConditionOperator) {
    key = member.key
    self.operatorKey = operatorKey
    self.comparison = comparison
    name = member.name
    let folded = member.key.foldedBytes
    foldedName = String(decoding: folded, as: UTF8.self)
    service = folded.firstIndex(of: UInt8(ascii: ":")).map {
      String(decoding: folded[..<$0], as: UTF8.self)
    }
    node = member.value
    values = node.items
  }
}

extension JSONNode {
  /// Whether it is a text, or something for which a text may stand.
  package var isScalar: Bool { kind == .string || kind == .number || kind == .bool }

  /// A string's text, and the spelling of a number or truth value, for which a string may stand.
  package var scalarText: String? {
    switch kind {
    case .string: string
    case .number: numberText
    case .bool: bool.map { $0 ? "true" : "false" }
    case .null, .array, .object: nil
    }
  }
}
