import Model
import PolicyLanguage

/// What it reports: a condition key that is not a service and a name with a colon between.
///
/// Why it matters: no request has such a key.
///
/// AWS: `error-invalid-condition-key-format`
enum InvalidConditionKeyFormat: PolicyCheck {
  static let code: IssueCode = "INVALID_CONDITION_KEY_FORMAT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .condition(#"{"StringEquals": {1️⃣"username": "a"}}"#),
      .condition(#"{"StringEquals": {1️⃣"aws:": "a"}}"#),
    ],
    accepted: [.condition(#"{"StringEquals": {"aws:username": "a"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    if let service = condition.service, !service.isEmpty, condition.foldedName != service + ":" {
      return []
    }
    return [
      Issue(
        "The condition key format is not valid. Use the format service:keyname.", at: condition.key)
    ]
  }
}
