import Model
import PolicyLanguage

/// What it reports: a variable without a name.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-empty-variable`
enum EmptyVariable: PolicyCheck {
  static let code: IssueCode = "EMPTY_VARIABLE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .resource(#"1️⃣"arn:aws:s3:::a/${}""#),
      .condition(#"{"StringEquals": {"aws:username": 1️⃣"${ }"}}"#),
    ],
    accepted: [.resource(#""arn:aws:s3:::a/${aws:username}""#)])

  static func issues(in use: VariableUse, _ context: Context) -> [Issue] {
    guard use.isAllowed, use.variable.isClosed, use.variable.name.isEmpty else { return [] }
    return [
      Issue(
        """
        Empty policy variable. Remove the ${ } variable structure or provide a variable within the \
        structure.
        """, at: use.node)
    ]
  }
}
