import Model
import PolicyLanguage

/// What it reports: `StringNotLikeIfExists` with the value `*`.
///
/// Why it matters: it holds only where the key is missing, and never compares a value.
///
/// AWS: `suggestion-redundant-statement-due-to-wildcard-in-condition`
enum RedundantStatementDueToWildcardInCondition: PolicyCheck {
  static let code: IssueCode = "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION"
  static let type = FindingType.suggestion
  static let days = Days(first: "2025-07-31")
  static let examples = Examples(
    reported: [.condition(#"{"StringNotLikeIfExists": {"aws:ResourceTag/team": 1️⃣"*"}}"#)],
    accepted: [
      .condition(#"{"StringNotLike": {"aws:ResourceTag/team": "*"}}"#),
      .condition(#"{"StringNotLikeIfExists": {"aws:ResourceTag/team": "a*"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.text == "StringNotLikeIfExists" else { return [] }
    return condition.values.filter { $0.isString("*") }.map { value in
      Issue(
        """
        The key \(condition.name) in the condition block of \(condition.comparison.text) does \
        not match any values. Remove this key to simplify the condition.
        """, at: value)
    }
  }
}
