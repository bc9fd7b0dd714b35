import Model
import PolicyLanguage

/// What it reports: `StringLike` or `StringNotLike` on a key whose values are ARNs.
///
/// Why it matters: a star then also matches colons, and with them more accounts and services than
/// was meant.
///
/// AWS: `security-warning-string-like-operator-with-arn-condition-keys`
enum StringLikeOperatorWithArnConditionKeys: PolicyCheck {
  static let code: IssueCode = "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"
  static let type = FindingType.securityWarning
  static let days = Days(first: "2024-11-21")
  static let examples = Examples(
    reported: [
      .condition(#"{"StringLike": {1️⃣"aws:SourceArn": "arn:aws:s3:::*"}}"#),
      .condition(#"{"StringNotLikeIfExists": {1️⃣"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}"#),
    ],
    accepted: [
      .condition(
        """
        {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}, "StringLike": {"aws:UserAgent": \
        "a*"}}
        """),
      .condition(#"{"StringEquals": {"aws:SourceArn": "arn:aws:s3:::a"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard [.stringLike, .stringNotLike].contains(condition.comparison.comparison),
      context.keyType(of: condition)?.family == .arn
    else { return [] }
    let allowed = condition.foldedName == "aws:principalarn" ? "ARN, String" : "ARN"
    return [
      Issue(
        """
        Use the operator type \(allowed) instead of operator string for the condition key \
        \(condition.name).
        """, at: condition.key)
    ]
  }
}
