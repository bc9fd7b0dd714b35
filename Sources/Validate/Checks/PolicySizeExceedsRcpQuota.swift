import Model
import PolicyLanguage

/// What it reports: a resource control policy of more than 5,120 characters.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-policy-size-exceeds-rcp-quota`
enum PolicySizeExceedsRcpQuota: PolicyCheck {
  static let code: IssueCode = "POLICY_SIZE_EXCEEDS_RCP_QUOTA"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.rcp]
  static let examples = Examples(
    reported: [.characters(sizeMax + 1, isMarked: true, type: .rcp)],
    accepted: [.characters(sizeMax, type: .rcp)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    let size = policy.characters(atLeast: sizeMax)
    guard size > sizeMax else { return [] }
    return [
      Issue(
        """
        The \(size) characters in the resource control policy (RCP) exceed the \(sizeMax) \
        character maximum for RCPs. We recommend that you use multiple granular policies.
        """, at: policy.node)
    ]
  }

  private static let sizeMax = 5_120
}
