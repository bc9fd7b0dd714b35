import Model
import PolicyLanguage

/// What it reports: values of one key with different JSON types.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-invalid-condition-data-type`
enum InvalidConditionDataType: PolicyCheck {
  static let code: IssueCode = "INVALID_CONDITION_DATA_TYPE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"NumericEquals": {"aws:MultiFactorAuthAge": 1️⃣[1, "2"]}}"#)],
    accepted: [.condition(#"{"NumericEquals": {"aws:MultiFactorAuthAge": [1, 2]}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    let kind = condition.values.first?.kind
    guard condition.values.contains(where: { $0.kind != kind }) else { return [] }
    return [
      Issue(
        """
        The condition value data types do not match. Use condition values of the same JSON data \
        type.
        """, at: condition.node)
    ]
  }
}
