import Model
import PolicyLanguage

/// What it reports: a policy without `Version`.
///
/// Why it matters: it is read in the language of 2008, in which `${…}` is no variable.
///
/// AWS: `general-warning-missing-version`
enum MissingVersion: PolicyCheck {
  static let code: IssueCode = "MISSING_VERSION"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.policy(#"1️⃣{"Statement": []}"#)],
    accepted: [.policy(#"{"Version": "2008-10-17", "Statement": []}"#)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    guard policy.node.kind == .object, policy.version == nil else { return [] }
    return [
      Issue(
        """
        We recommend that you specify the Version element to help you with debugging permission \
        issues.
        """, at: policy.node)
    ]
  }
}
