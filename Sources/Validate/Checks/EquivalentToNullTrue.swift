import Model
import PolicyLanguage

/// What it reports: `StringNotLike` with the value `*` in a statement that allows.
///
/// Why it matters: it holds only where the key is missing, which `Null` says plainly.
///
/// AWS: `suggestion-equivalent-to-null-true`
enum EquivalentToNullTrue: PolicyCheck {
  static let code: IssueCode = "EQUIVALENT_TO_NULL_TRUE"
  static let type = FindingType.suggestion
  static let days = Days(first: "2025-07-31")
  static let examples = Examples(
    reported: [.condition(#"{"StringNotLike": {"aws:ResourceTag/team": 1️⃣"*"}}"#)],
    accepted: [
      .condition(#"{"StringLike": {"aws:ResourceTag/team": "*"}}"#),
      .condition(#"{"StringNotLike": {"aws:ResourceTag/team": "a*"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, condition.comparison.text == "StringNotLike" else { return [] }
    return condition.values.filter { $0.isString("*") }.map { value in
      Issue(
        """
        We recommend replacing the key \(condition.name) in the condition block of \
        \(condition.comparison.text) with {\(condition.name): true} to ensure better enforcement \
        of the condition.
        """, at: value)
    }
  }
}
