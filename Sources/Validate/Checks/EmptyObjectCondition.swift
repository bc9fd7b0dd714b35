import Model
import PolicyLanguage

/// What it reports: a `Condition` without operators.
///
/// Why it matters: it asks for nothing, so that the statement holds without any condition.
///
/// AWS: `suggestion-empty-object-condition`
enum EmptyObjectCondition: PolicyCheck {
  static let code: IssueCode = "EMPTY_OBJECT_CONDITION"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.condition("1️⃣{}")],
    accepted: [.condition(#"{"Bool": {"aws:SecureTransport": "true"}}"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard let condition = statement.condition, condition.kind == .object, condition.count == 0
    else { return [] }
    return [
      Issue(
        "This condition block is empty and it does not affect the policy. Specify conditions.",
        at: condition)
    ]
  }
}
