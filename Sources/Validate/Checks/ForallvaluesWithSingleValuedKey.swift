import Model
import PolicyLanguage

/// What it reports: `ForAllValues:` on a key of AWS that has one value, in a statement that allows.
///
/// Why it matters: the condition also holds where the key is missing.
///
/// AWS: `security-warning-forallvalues-with-single-valued-key`
enum ForallvaluesWithSingleValuedKey: PolicyCheck {
  static let code: IssueCode = "FORALLVALUES_WITH_SINGLE_VALUED_KEY"
  static let type = FindingType.securityWarning
  static let examples = Examples(
    reported: [.condition(#"{"ForAllValues:StringEquals": {1️⃣"aws:username": "a"}}"#)],
    accepted: [
      .condition(#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}"#),
      .condition(#"{"ForAllValues:StringEquals": {"aws:username": "a"}}"#, effect: "Deny"),
      .condition(#"{"ForAllValues:StringEquals": {"codestar-connections:ProviderAction": "a"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, condition.comparison.qualifier == .forAllValues,
      condition.service == "aws", let key = context.keyType(of: condition), !key.isArray
    else { return [] }
    return [
      Issue(
        """
        Using ForAllValues qualifier with the single-valued condition key \(condition.name) can be \
        overly permissive. We recommend that you remove ForAllValues:.
        """, at: condition.key)
    ]
  }
}
