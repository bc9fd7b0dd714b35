import Model
import PolicyLanguage

/// What it reports: `NotAction` allowed by the tags of a resource.
///
/// Why it matters: AWS looks at those tags for some actions only; the others are not allowed.
///
/// AWS: `suggestion-allow-notaction-with-unsupported-tag-condition-key-for-service`
enum AllowNotactionWithUnsupportedTagConditionKeyForService: PolicyCheck {
  static let code: IssueCode = "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "NotAction": 1️⃣"iam:*", "Resource": "*", "Condition": \
        {"StringEquals": {2️⃣"aws:ResourceTag/team": "a"}}
        """)
    ],
    accepted: [.condition(#"{"StringEquals": {"aws:ResourceTag/team": "a"}}"#, effect: "Allow")])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows, let actions = statement.notAction else { return [] }
    return statement.conditions.filter {
      TagSupport.isResourceTag($0) && $0.comparison.family != .null
    }
    .map { key in
      Issue(
        """
        Using the effect Allow with NotAction and the tag condition key \(key.name) allows \
        only service actions that support the condition key. The condition key doesn't apply \
        to some service actions. We recommend that you use Action instead of NotAction.
        """, at: actions.node, key.key)
    }
  }
}
