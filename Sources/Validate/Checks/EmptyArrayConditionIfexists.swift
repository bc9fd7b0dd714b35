import Model
import PolicyLanguage

/// What it reports: a key with an empty list of values, and `IfExists` at its operator.
///
/// Why it matters: the condition holds only where the key is missing, which `Null` says plainly.
///
/// AWS: `suggestion-empty-array-condition-ifexists`
enum EmptyArrayConditionIfexists: PolicyCheck {
  static let code: IssueCode = "EMPTY_ARRAY_CONDITION_IFEXISTS"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.condition(#"{"StringEqualsIfExists": {"aws:TagKeys": 1️⃣[]}}"#)],
    accepted: [
      .condition(#"{"StringEquals": {"aws:TagKeys": []}}"#),
      .condition(#"{"StringEqualsIfExists": {"aws:TagKeys": ["a"]}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.hasNoValues, condition.comparison.qualifier == nil,
      condition.comparison.hasIfExists
    else { return [] }
    return [
      Issue(
        """
        The IfExists suffix with an empty condition key matches only if the key \(condition.name) \
        is missing from the request context. To determine if the request context is empty, we \
        recommend that you use the Null condition operator with the value of true instead.
        """, at: condition.node)
    ]
  }
}
