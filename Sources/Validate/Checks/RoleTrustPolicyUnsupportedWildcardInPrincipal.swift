import Model
import PolicyLanguage

/// What it reports: a star as the principal of a policy of who may assume a role.
///
/// Why it matters: everybody in every account may assume the role, unless a condition keeps them
/// out.
///
/// AWS: `error-role-trust-policy-unsupported-wildcard-in-principal`
enum RoleTrustPolicyUnsupportedWildcardInPrincipal: PolicyCheck {
  static let code: IssueCode = "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [
      .trust(#"1️⃣"*""#),
      .trust(#"{"AWS": 1️⃣"*"}"#),
    ],
    accepted: [.trust(#"{"AWS": "111122223333"}"#)])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard principal.text == "*" else { return [] }
    return [
      Issue(
        """
        "Principal:" "*" is not supported in the principal element of a role trust policy. Replace \
        the wildcard with a valid principal value.
        """, at: principal.node)
    ]
  }
}
