import Model
import PolicyLanguage

/// What it reports: a value of `Bool` other than `true` and `false`.
///
/// Why it matters: the condition never holds.
///
/// AWS: `general-warning-type-mismatch-boolean`
enum TypeMismatchBoolean: PolicyCheck {
  static let code: IssueCode = "TYPE_MISMATCH_BOOLEAN"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"Bool": {"aws:SecureTransport": 1️⃣"yes"}}"#)],
    accepted: [
      .condition(
        """
        {"Bool": {"aws:SecureTransport": ["True"]}, "StringEquals": {"aws:username": "a"}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .bool else { return [] }
    return condition.literalValues.filter { !$0.node.isBoolean }.map { value in
      Issue(
        """
        Add a valid Boolean value (true or false) for the condition operator \
        \(condition.comparison.text).
        """, at: value.node)
    }
  }
}
