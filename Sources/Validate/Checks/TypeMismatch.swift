import Model
import PolicyLanguage

/// What it reports: a key that is compared by an operator made for values of another type.
///
/// Why it matters: the comparison may never hold, or hold in surprising cases.
///
/// AWS: `general-warning-type-mismatch`
enum TypeMismatch: PolicyCheck {
  static let code: IssueCode = "TYPE_MISMATCH"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [
      .condition(#"{"StringEquals": {1️⃣"aws:ViaAWSService": "yes"}}"#),
      .condition(#"{"ArnLike": {1️⃣"aws:RequestTag/a": "arn:aws:s3:::a"}}"#),
      .condition(#"{"NumericEquals": {1️⃣"aws:username": "1"}}"#),
    ],
    accepted: [
      .condition(
        """
        {"StringEquals": {"aws:ViaAWSService": "true", "aws:SourceArn": "arn:aws:s3:::a"}, \
        "Null": {"aws:username": "true"}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard let operators = condition.comparison.family,
      let key = context.keyType(of: condition)?.family,
      operators != key, isMismatch(condition, operators, key, context)
    else { return [] }
    return [
      Issue(
        """
        Use the operator type \(allowed(for: condition, key)) instead of operator \
        \(operators.operatorName) for the condition key \(condition.name).
        """, at: condition.key)
    ]
  }

  private static func isMismatch(
    _ condition: PolicyCondition, _ operators: ConditionOperator.Family,
    _ key: ConditionOperator.Family, _ context: Context
  ) -> Bool {
    switch (operators, key) {
    case (.null, _), (.string, .arn), (.binary, _): false
    case (.string, .bool): !condition.values.allSatisfy(\.isBoolean)
    case (.string, _): false
    case (.numeric, .date): false
    case (.numeric, .string): !condition.foldedName.hasPrefix("aws:requesttag/")
    // The service has looked at these since that day.
    case (.arn, .string): context.asOf >= "2026-03-25"
    default: true
    }
  }

  private static func allowed(
    for condition: PolicyCondition, _ key: ConditionOperator.Family
  ) -> String {
    condition.foldedName.hasPrefix("aws:requesttag/") ? "String, Numeric" : key.typeName
  }
}
