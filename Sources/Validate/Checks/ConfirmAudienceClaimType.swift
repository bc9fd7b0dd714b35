import Model
import PolicyLanguage

/// What it reports: `ForAllValues:` or `ForAnyValue:` on the audience of a token.
///
/// Why it matters: whether a token can have several audiences is up to the provider.
///
/// AWS: `suggestion-confirm-audience-claim-type`
enum ConfirmAudienceClaimType: PolicyCheck {
  static let code: IssueCode = "CONFIRM_AUDIENCE_CLAIM_TYPE"
  static let type = FindingType.suggestion
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
        condition: #"{"StringEquals": {"accounts.google.com:aud": "1"}}"#)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.qualifier != nil, condition.foldedName.hasSuffix(":aud") else {
      return []
    }
    return [
      Issue(
        """
        The 'aud' (audience) claim key identifies the recipients that the JSON web token is \
        intended for. Audience claims can be multivalued or single-valued. If the claim is \
        multivalued, use a ForAllValues or ForAnyValue qualifier. If the claim is single-valued, \
        do not use a qualifier.
        """, at: condition.key)
    ]
  }
}
