import Model
import PolicyLanguage

/// What it reports: an identity provider that is neither a domain nor the ARN of a provider.
///
/// Why it matters: nobody can assume the role through it.
///
/// AWS: `error-invalid-federated-principal-syntax-in-role-trust-policy`
enum InvalidFederatedPrincipalSyntaxInRoleTrustPolicy: PolicyCheck {
  static let code: IssueCode = "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [.trust(#"{"Federated": 1️⃣"cognito"}"#, action: "sts:AssumeRoleWithWebIdentity")],
    accepted: [
      .trust(
        """
        {"Federated": ["accounts.google.com", "arn:aws:iam::111122223333:saml-provider/a"]}
        """, action: "sts:AssumeRoleWithSAML")
    ])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard principal.isKind("Federated"), !isProvider(principal.text) else { return [] }
    return [
      Issue(
        """
        The principal value specifies a federated principal that does not match the expected \
        format. Update the federated principal to a domain name or a SAML metadata ARN.
        """, at: principal.node)
    ]
  }

  private static func isProvider(_ text: String) -> Bool {
    guard text.hasPrefix("arn:") else { return text.contains(".") && !text.contains(":") }
    let arn = ARN(text)
    return arn.service == "iam"
      && ["saml-provider/", "oidc-provider/"].contains { arn.resource.hasPrefix($0) }
  }
}
