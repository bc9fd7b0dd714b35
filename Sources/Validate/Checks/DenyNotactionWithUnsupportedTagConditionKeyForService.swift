import Model
import PolicyLanguage

/// What it reports: `NotAction` denied by the tags of a resource.
///
/// Why it matters: AWS looks at those tags for some actions only; the others are not denied.
///
/// AWS: `security-warning-deny-notaction-with-unsupported-tag-condition-key-for-service`
enum DenyNotactionWithUnsupportedTagConditionKeyForService: PolicyCheck {
  static let code: IssueCode = "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"
  static let type = FindingType.securityWarning
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Deny", "NotAction": 1️⃣"iam:*", "Resource": "*", "Condition": \
        {"StringEquals": {2️⃣"aws:ResourceTag/team": "a"}}
        """)
    ],
    accepted: [.condition(#"{"StringEquals": {"aws:ResourceTag/team": "a"}}"#, effect: "Deny")])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.denies, let actions = statement.notAction else { return [] }
    return statement.conditions.filter {
      TagSupport.isResourceTag($0) && $0.comparison.family != .null
    }
    .map { key in
      Issue(
        """
        Using the effect Deny with NotAction and the tag condition key \(key.name) can be \
        overly permissive because some service actions are not denied by this statement. This \
        is because the condition key doesn't apply to some service actions. We recommend that \
        you use Action instead of NotAction.
        """, at: actions.node, key.key)
    }
  }
}
