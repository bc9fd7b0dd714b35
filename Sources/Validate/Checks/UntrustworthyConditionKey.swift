import Model
import PolicyLanguage

/// What it reports: a key whose value the caller chooses.
///
/// Why it matters: whoever knows the policy sends what it asks for.
///
/// AWS: `security-warning-untrustworthy-condition-key`
enum UntrustworthyConditionKey: PolicyCheck {
  static let code: IssueCode = "UNTRUSTWORTHY_CONDITION_KEY"
  static let type = FindingType.securityWarning
  static let examples = Examples(
    reported: [.condition(#"{"StringLike": {1️⃣"aws:Referer": "https://example.com/*"}}"#)],
    accepted: [.condition(#"{"StringEquals": {"aws:username": "a"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard keys.contains(condition.foldedName) else { return [] }
    return [
      Issue(
        """
        The \(condition.name) condition key is not recommended for access control as it can be \
        spoofed/manipulated by the caller.
        """, at: condition.key)
    ]
  }

  private static let keys: Set = ["aws:referer", "aws:useragent"]
}
