import Model
import PolicyLanguage

/// What it reports: a session of a role beside the role itself.
///
/// Why it matters: the role stands for all its sessions.
///
/// AWS: `suggestion-redundant-principal-in-role-trust-policy`
enum RedundantPrincipalInRoleTrustPolicy: PolicyCheck {
  static let code: IssueCode = "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY"
  static let type = FindingType.suggestion
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [
      .trust(
        """
        {"AWS": ["arn:aws:iam::111122223333:role/a", \
        1️⃣"arn:aws:sts::111122223333:assumed-role/a/b"]}
        """)
    ],
    accepted: [
      .trust(
        """
        {"AWS": ["arn:aws:iam::111122223333:role/b", \
        "arn:aws:sts::111122223333:assumed-role/a/b"]}
        """)
    ])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard let role = principal.roleOfSession,
      let parent = context.statement.principal?.entries.first(where: { $0.isRole(role) })
    else { return [] }
    return [
      Issue(
        """
        The assumed-role principal \(principal.text) is redundant with its parent role \
        \(parent.text). Remove the assumed-role principal.
        """, at: principal.node)
    ]
  }
}
