import Model
import PolicyLanguage

/// What it reports: the condition key `aws:ARN`.
///
/// Why it matters: `aws:PrincipalArn` has taken its place.
///
/// AWS: `general-warning-deprecated-global-condition-key`
enum DeprecatedGlobalConditionKey: PolicyCheck {
  static let code: IssueCode = "DEPRECATED_GLOBAL_CONDITION_KEY"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"ArnLike": {1️⃣"aws:ARN": "arn:aws:iam::111122223333:role/a"}}"#)],
    accepted: [
      .condition(#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/a"}}"#)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.foldedName == "aws:arn" else { return [] }
    return [
      Issue(
        "We recommend that you update aws:ARN to use the newer condition key aws:PrincipalArn.",
        at: condition.key)
    ]
  }
}
