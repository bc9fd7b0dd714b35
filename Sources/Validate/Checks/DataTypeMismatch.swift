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
    var search = Search()
    search.expect(policy.node, .object)
    search.expect(policy.version, .string)
    search.expect(policy.node["Id"], .string)
    search.expectEach(policy.statement, .object)
    for statement in policy.statements { search.look(at: statement) }
    return search.issues
  }

  /// The values of another type, as they are met.
  private struct Search {
    private(set) var issues: [Issue] = []

    mutating func look(at statement: PolicyStatement) {
      expect(statement.sid, .string)
      expect(statement.effect, .string)
      for list in statement.actionLists where list.entries.count != list.node.count {
        expectEach(list.node, .string)
      }
      for list in statement.resourceLists where list.entries.count != list.node.count {
        expectEach(list.node, .string)
      }
      expect(statement.condition, .object)
      for block in statement.blocks { expect(block.node, .object) }
      for condition in statement.conditions {
        for value in condition.values where !value.isScalar { expect(value, .string) }
      }
    }

    /// Takes a list, or what stands for a list of one.
    mutating func expectEach(_ node: JSONNode?, _ kind: JSONNode.Kind) {
      guard let node, node.kind == .array else { return expect(node, kind) }
      for element in node.elements { expect(element, kind) }
    }

    mutating func expect(_ node: JSONNode?, _ kind: JSONNode.Kind) {
      guard let node, node.kind != kind else { return }
      issues.append(
        Issue("The text does not match the expected JSON data type \(kind).", at: node))
    }
  }
}
