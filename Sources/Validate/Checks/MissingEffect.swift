import Model
import PolicyLanguage

/// What it reports: a statement without `Effect`.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-missing-effect`
enum MissingEffect: PolicyCheck {
  static let code: IssueCode = "MISSING_EFFECT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .policy(
        """
        {"Version": "2012-10-17", "Statement": [1️⃣{"Action": "s3:GetObject", "Resource": \
        "*"}]}
        """)
    ],
    accepted: [.action(#""*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.effect == nil else { return [] }
    return [
      Issue(
        "Add an Effect element to the policy statement with a value of Allow or Deny.",
        at: statement.node)
    ]
  }
}
