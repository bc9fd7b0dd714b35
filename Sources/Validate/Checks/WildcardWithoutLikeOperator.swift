import Model
import PolicyLanguage

/// What it reports: a `*` or `?` in a value of a string operator that compares letter by letter.
///
/// Why it matters: it stands for itself there, which is rarely meant.
///
/// AWS: `general-warning-wildcard-without-like-operator`
enum WildcardWithoutLikeOperator: PolicyCheck {
  static let code: IssueCode = "WILDCARD_WITHOUT_LIKE_OPERATOR"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {"aws:username": ["a", 1️⃣"b*"]}}"#)],
    accepted: [
      .condition(
        """
        {"StringLike": {"aws:username": "b*"}, "ArnEquals": {"aws:SourceArn": \
        "arn:aws:s3:::a*"}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .string,
      ![.stringLike, .stringNotLike].contains(condition.comparison.comparison)
    else { return [] }
    return condition.values.filter {
      $0.string?.hasWildcard ?? false
    }
    .map { value in
      Issue(
        """
        Your condition value includes a * or ? character. If you meant to use a wildcard (*, \
        ?), update the condition operator to include Like.
        """, at: value)
    }
  }
}
