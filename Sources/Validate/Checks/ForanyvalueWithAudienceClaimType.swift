import Model
import PolicyLanguage

/// What it reports: `ForAnyValue:` on the audience of a token, in a statement that allows.
///
/// Why it matters: one of several audiences is then enough.
///
/// AWS: `security-warning-foranyvalue-with-audience-claim-type`
enum ForanyvalueWithAudienceClaimType: PolicyCheck {
  static let code: IssueCode = "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [
      .trust(
        #"{"Federated": "accounts.google.com"}"#, action: "sts:AssumeRoleWithWebIdentity",
        condition: #"{"ForAnyValue:StringEquals": {1️⃣"accounts.google.com:aud": "1"}}"#)
    ],
    accepted: [
      .trust(
        #"{"Federated": "accounts.google.com"}"#, action: "sts:AssumeRoleWithWebIdentity",
        condition: #"{"ForAllValues:StringEquals": {"accounts.google.com:aud": "1"}}"#)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, condition.comparison.qualifier == .forAnyValue,
      condition.foldedName.hasSuffix(":aud")
    else { return [] }
    return [
      Issue(
        """
        Using ForAnyValue qualifier with the single-valued condition key \(condition.name) can be \
        overly permissive. We recommend that you remove ForAnyValue:.
        """, at: condition.key)
    ]
  }
}
