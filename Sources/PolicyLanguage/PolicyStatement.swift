/// One statement of a policy.
///
/// An element is nil where it is missing or has a form that the grammar does not know. A statement
/// is an object, as its resources and conditions are, because many checks look at the same ones.
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
  /// The names of members that the grammar does not know.
  package let unknown: [JSONNode]

  /// Reads all elements.
  package init(_ node: JSONNode) {
    let elements = Elements(of: node)
    self.node = node
    sid = elements.sid.map { node.member(at: $0).value }
    effect = elements.effect.map { node.member(at: $0).value }
    allows = effect?.isString("Allow") ?? false
    denies = effect?.isString("Deny") ?? false
    action = elements.action.map { PolicyList(actionsOf: node.member(at: $0)) }
    notAction = elements.notAction.map { PolicyList(actionsOf: node.member(at: $0)) }
    resource = elements.resource.map { PolicyList(resourcesOf: node.member(at: $0)) }
    notResource = elements.notResource.map { PolicyList(resourcesOf: node.member(at: $0)) }
    principal = elements.principal.map { PolicyList(principalsOf: node.member(at: $0)) }
    notPrincipal = elements.notPrincipal.map { PolicyList(principalsOf: node.member(at: $0)) }
    actionLists = [action, notAction].compactMap(\.self)
    resourceLists = [resource, notResource].compactMap(\.self)
    principalLists = [principal, notPrincipal].compactMap(\.self)
    condition = elements.condition.map { node.member(at: $0).value }
    blocks = condition?.members.map(PolicyConditionBlock.init) ?? []
    conditions = blocks.flatMap(\.conditions)
    unknown = elements.unknown.map { node.member(at: $0).key }
  }

  /// The conditions on a key, given in lower case.
  package func conditions(on key: String) -> [PolicyCondition] {
    conditions.filter { $0.foldedName == key }
  }
}

/// Where the names of a statement's members are.
private struct Elements {
  private(set) var sid: Int?
  private(set) var effect: Int?
  private(set) var action: Int?
  private(set) var notAction: Int?
  private(set) var resource: Int?
  private(set) var notResource: Int?
  private(set) var principal: Int?
  private(set) var notPrincipal: Int?
  private(set) var condition: Int?
  private(set) var unknown: [Int] = []

  init(of node: JSONNode) {
    let tape = node.tape
    for index in node.names {
      switch true {
      case tape.isString(index, "Sid"): sid = index
      case tape.isString(index, "Effect"): effect = index
      case tape.isString(index, "Action"): action = index
      case tape.isString(index, "NotAction"): notAction = index
      case tape.isString(index, "Resource"): resource = index
      case tape.isString(index, "NotResource"): notResource = index
      case tape.isString(index, "Principal"): principal = index
      case tape.isString(index, "NotPrincipal"): notPrincipal = index
      case tape.isString(index, "Condition"): condition = index
      default: unknown.append(index)
      }
    }
  }
}
