import Model
import PolicyLanguage

/// What it reports: `StringLike` with the value `*` in a statement that allows.
///
/// Why it matters: it asks only whether the key is there, which `Null` says plainly.
///
/// AWS: `suggestion-equivalent-to-null-false`
enum EquivalentToNullFalse: PolicyCheck {
  static let code: IssueCode = "EQUIVALENT_TO_NULL_FALSE"
  static let type = FindingType.suggestion
  static let days = Days(first: "2025-07-31")
  static let examples = Examples(
    reported: [.condition(#"{"StringLike": {"aws:ResourceTag/team": 1️⃣"*"}}"#)],
    accepted: [
      .condition(#"{"StringLike": {"aws:ResourceTag/team": "a*"}}"#),
      .condition(#"{"StringLike": {"aws:ResourceTag/team": "*"}}"#, effect: "Deny"),
      .condition(#"{"StringNotLike": {"aws:ResourceTag/team": "*"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, condition.comparison.text == "StringLike" else { return [] }
    return condition.values.filter { $0.isString("*") }.map { value in
      Issue(
        """
        We recommend replacing the key \(condition.name) in the condition block of StringLike \
        with {\(condition.name): false} to ensure better enforcement of the condition.
        """, at: value)
    }
  }
}
