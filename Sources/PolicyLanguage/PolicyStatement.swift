/// One statement of a policy.
///
/// An element is nil where it is missing or has a form that the grammar does not know. A statement
/// and its parts are objects, because many checks look at the same ones.
package final class PolicyStatement: Sendable {
  /// The whole object.
  package let node: JSONNode
  package let sid: JSONNode?
  package let effect: JSONNode?
  /// Whether its effect is `Allow`.
  package let allows: Bool
  /// Whether its effect is `Deny`.
  package let denies: Bool
  package let action: PolicyList<PolicyAction>?
  package let notAction: PolicyList<PolicyAction>?
  package let resource: PolicyList<PolicyResource>?
  package let notResource: PolicyList<PolicyResource>?
  package let principal: PolicyList<PolicyPrincipal>?
  package let notPrincipal: PolicyList<PolicyPrincipal>?
  /// `Action` and `NotAction`, those that are there.
  package let actionLists: [PolicyList<PolicyAction>]
  /// `Resource` and `NotResource`, those that are there.
  package let resourceLists: [PolicyList<PolicyResource>]
  /// `Principal` and `NotPrincipal`, those that are there.
  package let principalLists: [PolicyList<PolicyPrincipal>]
  /// The value of `Condition`, whatever it is.
  package let condition: JSONNode?
  /// The operators of `Condition` with their keys, in order.
  package let blocks: [PolicyConditionBlock]
  /// The keys of all operators, in order.
  package let conditions: [PolicyCondition]

  /// Reads all elements.
  package init(_ node: JSONNode) {
    self.node = node
    sid = node["Sid"]
    effect = node["Effect"]
    allows = effect?.isString("Allow") ?? false
    denies = effect?.isString("Deny") ?? false
    action = node.member("Action").map { PolicyList($0) }
    notAction = node.member("NotAction").map { PolicyList($0) }
    resource = node.member("Resource").map { PolicyList($0) }
    notResource = node.member("NotResource").map { PolicyList($0) }
    principal = node.member("Principal").map { PolicyList(principalsOf: $0) }
    notPrincipal = node.member("NotPrincipal").map { PolicyList(principalsOf: $0) }
    actionLists = [action, notAction].compactMap(\.self)
    resourceLists = [resource, notResource].compactMap(\.self)
    principalLists = [principal, notPrincipal].compactMap(\.self)
    condition = node["Condition"]
    blocks = condition?.members.map(PolicyConditionBlock.init) ?? []
    conditions = blocks.flatMap(\.conditions)
  }
}

extension PolicyStatement {
  /// The names of members that the grammar does not know.
  package var unknown: [JSONNode] {
    node.names(otherThan: Self.elements)
  }

  private static let elements = [
    "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal",
    "NotPrincipal", "Condition",
  ]

  /// The conditions on a key, given in lower case.
  package func conditions(on key: String) -> [PolicyCondition] {
    conditions.filter { $0.foldedName == key }
  }
}
