import Model
import PolicyLanguage

/// What it reports: the condition key `aws:ARN`.
///
/// Why it matters: AWS has replaced it.
///
/// AWS: `error-unsupported-global-condition-key`
enum UnsupportedGlobalConditionKey: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_GLOBAL_CONDITION_KEY"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"ArnLike": {1️⃣"aws:ARN": "arn:aws:iam::111122223333:role/a"}}"#)],
    accepted: [
      .condition(#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/a"}}"#)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.foldedName == "aws:arn" else { return [] }
    return [
      Issue(
        """
        The condition key aws:ARN is not supported. Use aws:PrincipalArn or aws:SourceArn instead.
        """, at: condition.key)
    ]
  }
}
