import Model
import PolicyLanguage

/// What it reports: `StringLikeIfExists` with the value `*`.
///
/// Why it matters: it always holds.
///
/// AWS: `suggestion-redundant-key-due-to-wildcard-in-condition`
enum RedundantKeyDueToWildcardInCondition: PolicyCheck {
  static let code: IssueCode = "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION"
  static let type = FindingType.suggestion
  static let days = Days(first: "2025-07-31")
  static let examples = Examples(
    reported: [.condition(#"{"StringLikeIfExists": {"aws:ResourceTag/team": 1️⃣"*"}}"#)],
    accepted: [
      .condition(#"{"StringLike": {"aws:ResourceTag/team": "*"}}"#),
      .condition(#"{"StringLikeIfExists": {"aws:ResourceTag/team": "a*"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.text == "StringLikeIfExists" else { return [] }
    return condition.values.filter { $0.isString("*") }.map { value in
      Issue(
        """
        The key \(condition.name) in the condition block of \(condition.comparison.text) is \
        redundant because it is always matched. Remove this key to simplify the condition.
        """, at: value)
    }
  }
}
