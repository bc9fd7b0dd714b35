import Model
import PolicyLanguage

/// What it reports: a key of the organization that a service acts for, without asking whether the
/// service names an account at all.
///
/// Why it matters: services that act for nobody in particular are denied.
///
/// AWS: `general-warning-rcp-missing-service-condition-key-null-check`
enum RcpMissingServiceConditionKeyNullCheck: PolicyCheck {
  static let code: IssueCode = "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK"
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
        {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-1"}, "Null": \
        {"aws:SourceAccount": "false"}}
        """, type: .rcp)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.denies, condition.comparison.isNegated,
      sourceKeys.contains(condition.foldedName),
      !context.statement.conditions.contains(where: isNullCheck)
    else { return [] }
    return [
      Issue(
        """
        The specified service may have a service integration that does not require the use of the \
        \(condition.name) condition key. To prevent unintended impact to services acting on your \
        behalf using a service principal, an additional statement should be added to the Condition \
        block "Null": { "aws:SourceAccount": "false"} or "Null": { "aws:SourceArn": "false"} \
        whenever the key \(condition.name) is used.
        """, at: condition.key)
    ]
  }

  private static let sourceKeys: Set = ["aws:sourceorgid", "aws:sourceorgpaths"]

  private static func isNullCheck(_ condition: PolicyCondition) -> Bool {
    condition.comparison.family == .null
      && ["aws:sourceaccount", "aws:sourcearn"].contains(condition.foldedName)
  }
}
