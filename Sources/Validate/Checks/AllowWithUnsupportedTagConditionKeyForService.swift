import Model
import PolicyLanguage

/// What it reports: actions allowed by the tags of a resource, for which AWS does not look at those
/// tags.
///
/// Why it matters: the key is not in their requests, so that they are not allowed.
///
/// AWS: `suggestion-allow-with-unsupported-tag-condition-key-for-service`
enum AllowWithUnsupportedTagConditionKeyForService: PolicyCheck {
  static let code: IssueCode = "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Action": ["s3:GetObject", 1️⃣"s3:ListAllMyBuckets"], "Resource": \
        "*", "Condition": {"StringEquals": {2️⃣"aws:ResourceTag/team": "a"}}
        """)
    ],
    accepted: [
      .condition(#"{"StringEquals": {"aws:ResourceTag/team": "a"}}"#, action: "sqs:DeleteQueue"),
      .condition(
        #"{"StringNotEquals": {"aws:ResourceTag/team": "a"}}"#, action: "s3:ListAllMyBuckets"),
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows else { return [] }
    let keys = statement.conditions.filter {
      TagSupport.isResourceTag($0) && requires($0.comparison)
    }
    guard !keys.isEmpty else { return [] }
    return TagSupport.unsupported(in: statement, context).flatMap { group in
      keys.map { key in
        Issue(
          """
          Using the effect Allow with the condition key \(key.name) and actions for services \
          with the following prefixes does not affect the policy: \(group.service). The actions \
          for the listed service are not allowed by this statement. We recommend that you move \
          these actions to a different statement without this condition key.
          """, at: group.actions.map(\.node) + [key.key])
      }
    }
  }

  /// Whether an operator holds only where the key is there.
  private static func requires(_ comparison: ConditionOperator) -> Bool {
    !comparison.isNegated && !comparison.hasIfExists && comparison.qualifier != .forAllValues
      && comparison.family != .null
  }
}
