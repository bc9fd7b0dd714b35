import Model
import PolicyLanguage

/// What it reports: several values for an operator that compares sizes.
///
/// Why it matters: one of them decides, because one that holds is enough.
///
/// AWS: `suggestion-redundant-condition-value-num`
enum RedundantConditionValueNum: PolicyCheck {
  static let code: IssueCode = "REDUNDANT_CONDITION_VALUE_NUM"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.condition(#"{"NumericLessThan": {"aws:MultiFactorAuthAge": 1️⃣["1", "2"]}}"#)],
    accepted: [
      .condition(
        """
        {"NumericLessThan": {"aws:MultiFactorAuthAge": ["1"]}, "NumericEquals": \
        {"s3:max-keys": ["1", "2"]}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard let which = deciding(condition.comparison), condition.node.count > 1 else { return [] }
    return [
      Issue(
        """
        Multiple values in \(condition.comparison.text) are redundant. Replace with the \(which) \
        single value for \(condition.name).
        """, at: condition.node)
    ]
  }

  /// Which of several values decides.
  private static func deciding(_ comparison: ConditionOperator) -> String? {
    switch comparison.comparison {
    case .numericLessThan, .numericLessThanEquals: "greatest"
    case .numericGreaterThan, .numericGreaterThanEquals: "least"
    default: nil
    }
  }
}
