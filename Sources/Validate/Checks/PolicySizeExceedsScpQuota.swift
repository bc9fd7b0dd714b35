import Model
import PolicyLanguage

/// What it reports: a service control policy of more than 5,120 characters.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-policy-size-exceeds-scp-quota`
enum PolicySizeExceedsScpQuota: PolicyCheck {
  static let code: IssueCode = "POLICY_SIZE_EXCEEDS_SCP_QUOTA"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.scp]
  static let examples = Examples(
    reported: [.characters(sizeMax + 1, isMarked: true, type: .scp)],
    accepted: [.characters(sizeMax, type: .scp)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    let size = policy.characters(atLeast: sizeMax)
    guard size > sizeMax else { return [] }
    return [
      Issue(
        """
        The \(size) characters in the service control policy (SCP) exceed the \(sizeMax) character \
        maximum for SCPs. We recommend that you use multiple granular policies.
        """, at: policy.node)
    ]
  }

  private static let sizeMax = 5_120
}
