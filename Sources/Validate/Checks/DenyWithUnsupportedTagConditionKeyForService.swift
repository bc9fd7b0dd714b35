import Model
import PolicyLanguage

/// What it reports: actions denied by the tags of a resource, for which AWS does not look at those
/// tags.
///
/// Why it matters: the key is not in their requests, so that they are not denied.
///
/// AWS: `security-warning-deny-with-unsupported-tag-condition-key-for-service`
enum DenyWithUnsupportedTagConditionKeyForService: PolicyCheck {
  static let code: IssueCode = "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"
  static let type = FindingType.securityWarning
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Deny", "Action": [1️⃣"s3:ListAllMyBuckets"], "Resource": "*", \
        "Condition": {"StringNotEquals": {2️⃣"aws:ResourceTag/team": "a"}}
        """)
    ],
    accepted: [
      .condition(
        #"{"StringEquals": {"aws:ResourceTag/team": "a"}}"#, action: "sqs:DeleteQueue",
        effect: "Deny")
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.denies else { return [] }
    let keys = statement.conditions.filter {
      TagSupport.isResourceTag($0) && !$0.comparison.hasIfExists && $0.comparison.family != .null
    }
    guard !keys.isEmpty else { return [] }
    return TagSupport.unsupported(in: statement, context).flatMap { group in
      keys.map { key in
        Issue(
          """
          Using the effect Deny with the condition key \(key.name) and actions for services with \
          the following prefixes can be overly permissive: \(group.service). The actions for the \
          listed services are not denied by this statement. We recommend that you move these \
          actions to a different statement without this condition key.
          """, at: group.actions.map(\.node) + [key.key])
      }
    }
  }
}
