import Model
import PolicyLanguage

/// What it reports: a key that can have several values, in an operator without `ForAllValues:` or
/// `ForAnyValue:`.
///
/// Why it matters: how several values are compared with the policy is then left open.
///
/// AWS: `error-missing-qualifier`
enum MissingQualifier: PolicyCheck {
  static let code: IssueCode = "MISSING_QUALIFIER"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {1️⃣"aws:TagKeys": "team"}}"#)],
    accepted: [
      .condition(
        """
        {"ForAllValues:StringEquals": {"aws:TagKeys": "team"}, "Null": {"aws:CalledVia": \
        "true"}, "StringEquals": {"aws:username": "a"}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.qualifier == nil, let family = condition.comparison.family,
      family != .null, context.keyType(of: condition)?.isArray == true
    else { return [] }
    return [
      Issue(
        """
        The request context key \(condition.name) has multiple values. Use the ForAllValues or \
        ForAnyValue condition key qualifiers in your policy.
        """, at: condition.key)
    ]
  }
}
