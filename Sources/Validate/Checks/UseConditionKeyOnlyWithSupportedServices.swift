import Model
import PolicyLanguage

/// What it reports: a key of the owner of an endpoint in a statement for all services.
///
/// Why it matters: most services do not send it: an allowing statement then allows less than it
/// says, and a denying one may deny too much or too little.
///
/// AWS: `general-warning-use-condition-key-only-with-supported-services`
enum UseConditionKeyOnlyWithSupportedServices: PolicyCheck {
  static let code: IssueCode = "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {1️⃣"aws:VpceAccount": "111122223333"}}"#, action: "*")],
    accepted: [.condition(#"{"StringEquals": {"aws:VpceAccount": "111122223333"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard keys.contains(condition.foldedName),
      context.statement.notAction != nil
        || context.statement.action?.entries.contains(where: { $0.text == "*" }) == true
    else { return [] }
    return [
      Issue(
        """
        The condition key \(condition.name) works only with specific AWS services and must be \
        scoped to supported services in your policies.
        """, at: condition.key)
    ]
  }

  private static let keys: Set = ["aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"]
}
