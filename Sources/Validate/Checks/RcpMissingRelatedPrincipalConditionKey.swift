import Model
import PolicyLanguage

/// What it reports: a key of who acts, without letting services pass by
/// `"aws:PrincipalIsAWSService": "false"`.
///
/// Why it matters: services that act for you have no such key, and are denied.
///
/// AWS: `general-warning-rcp-missing-related-principal-condition-key`
enum RcpMissingRelatedPrincipalConditionKey: PolicyCheck {
  static let code: IssueCode = "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.rcp]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": \
        {"StringNotEqualsIfExists": {1️⃣"aws:PrincipalOrgID": "o-1"}}
        """, type: .rcp)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": \
        {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}, "BoolIfExists": \
        {"aws:PrincipalIsAWSService": "false"}}
        """, type: .rcp)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.denies, condition.comparison.isNegated,
      principalKeys.contains(condition.foldedName),
      !context.statement.conditions(on: "aws:principalisawsservice").contains(where: isThere)
    else { return [] }
    return [
      Issue(
        """
        RCPs impact IAM roles, users, and AWS service principals. To prevent unintended impact to \
        services acting on your behalf using a service principal, an additional statement should \
        be added to the Condition block "BoolIfExists": { "aws:PrincipalIsAWSService": "false"} \
        whenever a principal key \(condition.name) is used.
        """, at: condition.key)
    ]
  }

  private static let principalKeys: Set = [
    "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths",
  ]

  private static func isThere(_ condition: PolicyCondition) -> Bool {
    condition.comparison.family == .bool && condition.values.map(\.scalarText) == ["false"]
  }
}
