import Model
import PolicyLanguage

/// What it reports: `rolesanywhere.amazonaws.com` without one of the three actions that it needs.
///
/// Why it matters: it cannot assume the role.
///
/// AWS: `error-missing-action-for-roles-anywhere-trust-policy`
enum MissingActionForRolesAnywhereTrustPolicy: PolicyCheck {
  static let code: IssueCode = "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [.trust(#"{"Service": 1️⃣"rolesanywhere.amazonaws.com"}"#)],
    accepted: [
      .statement(
        """
        "Effect": "Allow", "Principal": {"Service": "rolesanywhere.amazonaws.com"}, \
        "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]
        """, type: .trust)
    ])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard context.statement.allows, principal.isKind("Service"),
      principal.text == "rolesanywhere.amazonaws.com", let actions = context.statement.action,
      !needed.allSatisfy({ action in actions.entries.contains { $0.covers(action) } })
    else { return [] }
    return [
      Issue(
        """
        The rolesanywhere.amazonaws.com service principal requires the sts:AssumeRole, \
        sts:SetSourceIdentity, and sts:TagSession permissions to assume a role. Add the missing \
        permissions to the policy.
        """, at: principal.node)
    ]
  }

  private static let needed = ["sts:assumerole", "sts:setsourceidentity", "sts:tagsession"]
}
