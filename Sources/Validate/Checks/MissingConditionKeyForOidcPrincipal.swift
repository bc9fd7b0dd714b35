import Model
import PolicyLanguage

/// What it reports: an identity provider without a condition of its own.
///
/// Why it matters: everybody with an account there can assume the role.
///
/// AWS: `security-warning-missing-condition-key-for-oidc-principal`
enum MissingConditionKeyForOidcPrincipal: PolicyCheck {
  static let code: IssueCode = "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [
      .trust(#"{"Federated": 1️⃣"accounts.google.com"}"#, action: "sts:AssumeRoleWithWebIdentity")
    ],
    accepted: [
      .trust(
        #"{"Federated": "accounts.google.com"}"#, action: "sts:AssumeRoleWithWebIdentity",
        condition: #"{"StringEquals": {"accounts.google.com:aud": "1"}}"#)
    ])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard context.statement.allows, let provider = principal.oidcProvider,
      !context.statement.conditions.contains(where: { $0.foldedName.hasPrefix(provider + ":") })
    else { return [] }
    return [
      Issue(
        """
        Using an Open ID Connect principal without a condition can be overly permissive. Add \
        condition keys with a prefix that matches your federated OIDC principals to ensure that \
        only the intended identity provider assumes the role.
        """, at: principal.node)
    ]
  }
}
