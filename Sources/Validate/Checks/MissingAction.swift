import Model
import PolicyLanguage

/// What it reports: a statement without `Action` and `NotAction`.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-missing-action`
enum MissingAction: PolicyCheck {
  static let code: IssueCode = "MISSING_ACTION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .policy(
        """
        {"Version": "2012-10-17", "Statement": 1️⃣{"Effect": "Allow", "Resource": "*"}}
        """)
    ],
    accepted: [.statement(#""Effect": "Allow", "NotAction": "iam:*", "Resource": "*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.actionLists.isEmpty else { return [] }
    return [
      Issue("Add an Action or NotAction element to the policy statement.", at: statement.node)
    ]
  }
}
