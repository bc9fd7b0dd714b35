import Model
import PolicyLanguage

/// What it reports: `NotPrincipal` in a policy of who may assume a role.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-role-trust-policy-syntax-error-notprincipal`
enum RoleTrustPolicySyntaxErrorNotprincipal: PolicyCheck {
  static let code: IssueCode = "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Deny", 1️⃣"NotPrincipal": {"AWS": "111122223333"}, "Action": \
        "sts:AssumeRole"
        """, type: .trust)
    ],
    accepted: [.trust(#"{"AWS": "111122223333"}"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard let others = statement.notPrincipal else { return [] }
    return [
      Issue(
        """
        Role trust policies do not support NotPrincipal. Update the policy to use a Principal \
        element instead.
        """, at: others.key)
    ]
  }
}
