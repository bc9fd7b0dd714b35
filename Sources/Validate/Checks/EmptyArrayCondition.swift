import Model
import PolicyLanguage

/// What it reports: a key with an empty list of values, and no qualifier and no suffix at its
/// operator.
///
/// Why it matters: the condition has no effect.
///
/// AWS: `suggestion-empty-array-condition`
enum EmptyArrayCondition: PolicyCheck {
  static let code: IssueCode = "EMPTY_ARRAY_CONDITION"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {"aws:TagKeys": 1️⃣[]}}"#)],
    accepted: [
      .condition(#"{"ForAnyValue:StringEquals": {"aws:TagKeys": []}}"#),
      .condition(#"{"StringEquals": {"aws:TagKeys": ["a"]}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.hasNoValues, condition.comparison.qualifier == nil,
      !condition.comparison.hasIfExists
    else { return [] }
    return [
      Issue(
        """
        There are no values for the condition key \(condition.name) and it does not affect the \
        policy. Specify conditions.
        """, at: condition.node)
    ]
  }
}
