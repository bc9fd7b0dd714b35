import Model
import PolicyLanguage

/// What it reports: a variable where variables are not replaced.
///
/// Why it matters: it stands for itself there.
///
/// AWS: `error-variable-unsupported-in-element`
enum VariableUnsupportedInElement: PolicyCheck {
  static let code: IssueCode = "VARIABLE_UNSUPPORTED_IN_ELEMENT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.action(#"1️⃣"s3:${aws:username}""#)],
    accepted: [.resource(#""arn:aws:s3:::a/${aws:username}""#)])

  static func issues(in use: VariableUse, _ context: Context) -> [Issue] {
    guard context.document.hasVariables, !use.isAllowed, !use.variable.isEscape else { return [] }
    return [
      Issue(
        """
        Policy variables are supported in the Resource and Condition elements. Remove the policy \
        variable \(use.variable.text) from this element.
        """, at: use.node)
    ]
  }
}
