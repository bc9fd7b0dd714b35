import Model
import PolicyLanguage

/// What it reports: a key with an empty list of values, and `ForAnyValue:` at its operator.
///
/// Why it matters: the condition never holds.
///
/// AWS: `suggestion-empty-array-condition-foranyvalue`
enum EmptyArrayConditionForanyvalue: PolicyCheck {
  static let code: IssueCode = "EMPTY_ARRAY_CONDITION_FORANYVALUE"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.condition(#"{"ForAnyValue:StringEquals": {"aws:TagKeys": 1️⃣[]}}"#)],
    accepted: [
      .condition(#"{"StringEquals": {"aws:TagKeys": []}}"#),
      .condition(#"{"ForAnyValue:StringEquals": {"aws:TagKeys": ["a"]}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.hasNoValues, condition.comparison.qualifier == .forAnyValue else { return [] }
    return [
      Issue(
        """
        The ForAnyValue prefix with an empty condition key \(condition.name) never matches the \
        request context and it does not affect the policy. Specify conditions.
        """, at: condition.node)
    ]
  }
}
