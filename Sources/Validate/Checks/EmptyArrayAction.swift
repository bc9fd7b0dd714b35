import Model
import PolicyLanguage

/// What it reports: an empty list of actions.
///
/// Why it matters: the statement has no effect.
///
/// AWS: `suggestion-empty-array-action`
enum EmptyArrayAction: PolicyCheck {
  static let code: IssueCode = "EMPTY_ARRAY_ACTION"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.action("1️⃣[]")],
    accepted: [.action(#"["s3:GetObject"]"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.actionLists.filter { $0.node.kind == .array && $0.node.count == 0 }.map { list in
      Issue(
        "This statement includes no actions and does not affect the policy. Specify actions.",
        at: list.node)
    }
  }
}
