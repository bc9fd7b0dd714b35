import Model
import PolicyLanguage

/// What it reports: a policy without `Statement`.
///
/// Why it matters: it says nothing, and AWS refuses it.
///
/// AWS: `error-missing-statement`
enum MissingStatement: PolicyCheck {
  static let code: IssueCode = "MISSING_STATEMENT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.policy(#"1️⃣{"Version": "2012-10-17"}"#)],
    accepted: [.policy(#"{"Version": "2012-10-17", "Statement": []}"#)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    guard policy.node.kind == .object, policy.statement == nil else { return [] }
    return [Issue("Add a statement to the policy", at: policy.node)]
  }
}
