import Model
import PolicyLanguage

/// What it reports: a policy of who may assume a role of more than 2,048 characters.
///
/// Why it matters: AWS refuses it, unless the quota of the account was raised.
///
/// AWS: `general-warning-policy-size-exceeds-role-trust-policy-quota`
enum PolicySizeExceedsRoleTrustPolicyQuota: PolicyCheck {
  static let code: IssueCode = "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [.characters(sizeMax + 1, isMarked: true, type: .trust)],
    accepted: [.characters(sizeMax, type: .trust)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    let size = policy.characters(atLeast: sizeMax)
    guard size > sizeMax else { return [] }
    return [
      Issue(
        """
        The characters in the role trust policy, excluding whitespace, exceed the character \
        maximum. We recommend that you request a role trust policy length quota increase using \
        Service Quotas and AWS Support Center. If the quotas have already been increased, then you \
        can ignore this warning.
        """, at: policy.node)
    ]
  }

  private static let sizeMax = 2_048
}
