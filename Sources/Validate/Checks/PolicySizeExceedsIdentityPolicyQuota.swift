import Model
import PolicyLanguage

/// What it reports: a policy of more than 10,240 characters, white space left out.
///
/// Why it matters: it cannot be attached as an inline policy of a role, nor, from 6,144 on, be a
/// managed policy.
///
/// AWS: `general-warning-policy-size-exceeds-identity-policy-quota`
enum PolicySizeExceedsIdentityPolicyQuota: PolicyCheck {
  static let code: IssueCode = "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [.characters(sizeMax, isMarked: true, type: .identity)],
    accepted: [.characters(sizeMax - 1, type: .identity)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    // The service counts one more than there are.
    let size = policy.characters(atLeast: sizeMax) + 1
    guard size > sizeMax else { return [] }
    return [
      Issue(
        """
        The \(size) characters in the identity policy, excluding whitespace, exceed the \(sizeMax) \
        character maximum for inline and managed policies. We recommend that you use multiple \
        granular policies.
        """, at: policy.node)
    ]
  }

  /// The quota of a role's inline policies, which is the largest.
  private static let sizeMax = 10_240
}
