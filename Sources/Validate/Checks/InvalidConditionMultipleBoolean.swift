import Model
import PolicyLanguage

/// What it reports: several truth values for one key.
///
/// Why it matters: with both, the condition holds for either value.
///
/// AWS: `error-invalid-condition-multiple-boolean`
enum InvalidConditionMultipleBoolean: PolicyCheck {
  static let code: IssueCode = "INVALID_CONDITION_MULTIPLE_BOOLEAN"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"Bool": {"aws:SecureTransport": 1️⃣["true", "false"]}}"#)],
    accepted: [.condition(#"{"Bool": {"aws:SecureTransport": ["true"]}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .bool, condition.node.count > 1 else { return [] }
    return [
      Issue(
        """
        The condition key does not support multiple Boolean values. Use a single Boolean value.
        """, at: condition.node)
    ]
  }
}
