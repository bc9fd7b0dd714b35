import Model
import PolicyLanguage

/// What it reports: a condition operator that does not exist.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-invalid-condition-operator`
enum InvalidConditionOperator: PolicyCheck {
  static let code: IssueCode = "INVALID_CONDITION_OPERATOR"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{1️⃣"StringsEqual": {"aws:username": "a"}}"#)],
    accepted: [
      .condition(
        """
        {"ForAllValues:StringLike": {"aws:TagKeys": "a"}, "stringequals": {"aws:username": \
        "a"}}
        """)
    ])

  static func issues(in block: PolicyConditionBlock, _ context: Context) -> [Issue] {
    guard block.comparison.comparison == nil else { return [] }
    return [
      Issue(
        """
        The condition operator \(block.comparison.text) is not valid. Use a valid condition \
        operator.
        """, at: block.key)
    ]
  }
}
