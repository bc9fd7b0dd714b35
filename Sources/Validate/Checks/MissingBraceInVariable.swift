import Model
import PolicyLanguage

/// What it reports: a variable without its closing brace.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-missing-brace-in-variable`
enum MissingBraceInVariable: PolicyCheck {
  static let code: IssueCode = "MISSING_BRACE_IN_VARIABLE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:s3:::a/${aws:username""#)],
    accepted: [.resource(#""arn:aws:s3:::a/${aws:username}""#)])

  static func issues(in use: VariableUse, _ context: Context) -> [Issue] {
    guard use.isAllowed, !use.variable.isClosed else { return [] }
    return [
      Issue(
        "The policy variable is missing a closing curly brace. Add } after the variable text.",
        at: use.node)
    ]
  }
}
