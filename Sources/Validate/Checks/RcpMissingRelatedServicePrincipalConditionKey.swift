import Model
import PolicyLanguage

/// What it reports: a key of whom a service acts for, without `"aws:PrincipalIsAWSService":
/// "true"`.
///
/// Why it matters: people and roles have no such key, and are denied.
///
/// AWS: `general-warning-rcp-missing-related-service-principal-condition-key`
enum RcpMissingRelatedServicePrincipalConditionKey: PolicyCheck {
  static let code: IssueCode = "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.rcp]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": \
        {"StringNotEqualsIfExists": {1️⃣"aws:SourceOrgID": "o-1"}}
        """, type: .rcp)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": \
        {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-1"}, "BoolIfExists": \
        {"aws:PrincipalIsAWSService": "true"}}
        """, type: .rcp)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.denies, condition.comparison.isNegated,
      sourceKeys.contains(condition.foldedName),
      !context.statement.conditions(on: "aws:principalisawsservice").contains(where: isThere)
    else { return [] }
    return [
      Issue(
        """
        RCPs impact IAM roles, users, and AWS service principals. To prevent unintended impact to \
        your principals, an additional statement should be added to the Condition block \
        "BoolIfExists": { "aws:PrincipalIsAWSService": "true"} whenever the key \(condition.name) \
        is used.
        """, at: condition.key)
    ]
  }

  private static let sourceKeys: Set = [
    "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths",
  ]

  private static func isThere(_ condition: PolicyCondition) -> Bool {
    condition.comparison.family == .bool && condition.values.map(\.scalarText) == ["true"]
  }
}
