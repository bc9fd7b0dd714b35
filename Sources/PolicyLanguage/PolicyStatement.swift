/// One statement of a policy.
///
/// An element is nil where it is missing or has a form that the grammar does not know.
package struct PolicyStatement: Sendable {
  /// The whole object.
  package let node: JSONNode
  package private(set) var sid: JSONNode?
  package private(set) var effect: JSONNode?
  package private(set) var action: PolicyList<PolicyAction>?
  package private(set) var notAction: PolicyList<PolicyAction>?
  package private(set) var resource: PolicyList<PolicyResource>?
  package private(set) var notResource: PolicyList<PolicyResource>?
  package private(set) var principal: PolicyList<PolicyPrincipal>?
  package private(set) var notPrincipal: PolicyList<PolicyPrincipal>?
  /// `Action` and `NotAction`, those that are there.
  package private(set) var actionLists: [PolicyList<PolicyAction>] = []
  /// `Resource` and `NotResource`, those that are there.
  package private(set) var resourceLists: [PolicyList<PolicyResource>] = []
  /// `Principal` and `NotPrincipal`, those that are there.
  package private(set) var principalLists: [PolicyList<PolicyPrincipal>] = []
  /// The value of `Condition`, whatever it is.
  package private(set) var condition: JSONNode?
  /// The names of members that the grammar does not know.
  package private(set) var unknown: [JSONNode] = []
  /// The operators of `Condition` with their keys, in order.
  package private(set) var blocks: [PolicyConditionBlock] = []
  /// The keys of all operators, in order.
  package private(set) var conditions: [PolicyCondition] = []

  /// Reads all elements.
  package init(_ node: JSONNode) {
    self.node = node
    for member in node.members { read(member) }
    actionLists = [action, notAction].compactMap(\.self)
    resourceLists = [resource, notResource].compactMap(\.self)
    principalLists = [principal, notPrincipal].compactMap(\.self)
  }

  private mutating func read(_ member: JSONMember) {
    switch member.name {
    case "Sid": sid = member.value
    case "Effect": effect = member.value
    case "Action": action = PolicyList(member)
    case "NotAction": notAction = PolicyList(member)
    case "Resource": resource = PolicyList(member)
    case "NotResource": notResource = PolicyList(member)
    case "Principal": principal = PolicyList(principalsOf: member)
    case "NotPrincipal": notPrincipal = PolicyList(principalsOf: member)
    case "Condition":
      condition = member.value
      blocks = member.value.members.map(PolicyConditionBlock.init)
      conditions = blocks.flatMap(\.conditions)
    default: unknown.append(member.key)
    }
  }
}

extension PolicyStatement {
  /// Whether its effect is `Allow`.
  package var allows: Bool { effect?.isString("Allow") ?? false }

  /// Whether its effect is `Deny`.
  package var denies: Bool { effect?.isString("Deny") ?? false }

  /// The conditions on a key, given in lower case.
  package func conditions(on key: String) -> [PolicyCondition] {
    conditions.filter { $0.foldedName == key }
  }
}
