import Model
import PolicyLanguage

/// What it reports: a condition key that begins with `aws:` and does not exist.
///
/// Why it matters: it is never in a request, so that the condition does not do what it says.
///
/// AWS: `error-invalid-global-condition-key`
enum InvalidGlobalConditionKey: PolicyCheck {
  static let code: IssueCode = "INVALID_GLOBAL_CONDITION_KEY"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {1️⃣"aws:SourceAcount": "111122223333"}}"#)],
    accepted: [
      .condition(
        """
        {"StringEquals": {"aws:sourceaccount": "111122223333", "aws:ResourceTag/x": "y"}}
        """),
      .condition(#"{"StringEquals": {"aws:PrincipalOrgMasterAccountId": "111122223333"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.service == "aws", GlobalKeys.table.type(of: condition.foldedName) == nil,
      !GlobalKeys.withTagKey.contains(condition.foldedName), condition.foldedName != "aws:arn"
    else { return [] }
    return [
      Issue(
        "The condition key \(condition.name) does not exist. Use a valid condition key.",
        at: condition.key)
    ]
  }
}
