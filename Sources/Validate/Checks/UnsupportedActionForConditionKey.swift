import Model
import PolicyLanguage

/// What it reports: actions of S3 in a statement with a key for lists of objects, none of which
/// lists any.
///
/// Why it matters: the key is not in their requests, so that the condition is not evaluated.
///
/// AWS: `error-unsupported-action-for-condition-key`
enum UnsupportedActionForConditionKey: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Action": 1️⃣"s3:PutObject", "Resource": "*", "Condition": \
        {"StringLike": {2️⃣"s3:prefix": "a/*"}}
        """)
    ],
    accepted: [
      .condition(#"{"StringLike": {"s3:prefix": "a/*"}}"#, action: "s3:ListBucket"),
      .condition(#"{"StringLike": {"s3:prefix": "a/*"}}"#, action: "s3:*"),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard keys.contains(condition.foldedName), let known = context.services["s3"],
      let entries = context.statement.action?.entries, !entries.isEmpty,
      entries.allSatisfy({ $0.service == "s3" && !$0.pattern.hasWildcard })
    else { return [] }
    let actions = entries.flatMap { known.actions($0) }
    guard actions.count == entries.count,
      actions.allSatisfy({ !known.supports(condition.foldedName, $0) })
    else { return [] }
    let names = entries.map(\.text).joined(separator: ", ")
    return [
      Issue(
        """
        The following actions: \(names) are not supported by the condition key \(condition.name). \
        The condition will not be evaluated for these actions. We recommend that you move these \
        actions to a different statement without this condition key.
        """, at: entries.map(\.node) + [condition.key])
    ]
  }

  /// AWS says nothing of other keys that miss in real policies.
  private static let keys: Set = ["s3:delimiter", "s3:max-keys", "s3:prefix"]
}
