import Model
import PolicyLanguage

/// What it reports: a value of another JSON type than its place asks for.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-data-type-mismatch`
enum DataTypeMismatch: PolicyCheck {
  static let code: IssueCode = "DATA_TYPE_MISMATCH"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .policy("1️⃣[]"),
      .policy(#"{"Version": 1️⃣2012, "Statement": []}"#),
      .policy(#"{"Version": "2012-10-17", "Statement": [1️⃣"a"]}"#),
      .statement(#""Effect": 1️⃣true"#),
      .action(#"["s3:GetObject", 1️⃣1]"#),
      .condition("1️⃣[]"),
      .condition(#"{"Null": 1️⃣"a"}"#),
      .condition(#"{"Null": {"aws:username": 1️⃣{}}}"#),
    ],
    accepted: [
      .condition(
        """
        {"Bool": {"aws:SecureTransport": true}, "NumericEquals": {"aws:MultiFactorAuthAge": \
        [1]}}
        """),
      .policy(#"{"Version": "2012-10-17", "Statement": {}}"#),
    ])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    guard policy.node.kind == .object else { return [issue(at: policy.node, "object")] }
    let statements = policy.statement?.items.filter { $0.kind != .object } ?? []
    return texts([policy.version, policy.node["Id"]]) + statements.map { issue(at: $0, "object") }
      + policy.statements.flatMap(issues)
  }

  private static func issues(in statement: PolicyStatement) -> [Issue] {
    let lists =
      statement.actionLists.map(\.node) + statement.resourceLists.map(\.node)
    return texts([statement.sid, statement.effect]) + lists.flatMap { texts($0.items) }
      + objects([statement.condition]) + objects(statement.blocks.map(\.node))
      + statement.conditions.flatMap(\.values).filter { $0.scalarText == nil }
      .map { issue(at: $0, "string") }
  }

  private static func texts(_ nodes: [JSONNode?]) -> [Issue] {
    nodes.compactMap(\.self).filter { $0.kind != .string }.map { issue(at: $0, "string") }
  }

  private static func objects(_ nodes: [JSONNode?]) -> [Issue] {
    nodes.compactMap(\.self).filter { $0.kind != .object }.map { issue(at: $0, "object") }
  }

  private static func issue(at node: JSONNode, _ type: String) -> Issue {
    Issue("The text does not match the expected JSON data type \(type).", at: node)
  }
}
