import Model
import PolicyLanguage

/// What it reports: an empty list of resources.
///
/// Why it matters: the statement has no effect.
///
/// AWS: `suggestion-empty-array-resource`
enum EmptyArrayResource: PolicyCheck {
  static let code: IssueCode = "EMPTY_ARRAY_RESOURCE"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.resource("1️⃣[]")],
    accepted: [.resource(#"["arn:aws:s3:::a"]"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.resourceLists.filter { $0.node.kind == .array && $0.node.count == 0 }.map { list in
      Issue(
        """
        This statement includes no resources and does not affect the policy. Specify resources.
        """, at: list.node)
    }
  }
}
