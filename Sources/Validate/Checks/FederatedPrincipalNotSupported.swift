import Model
import PolicyLanguage

/// What it reports: an identity provider as the principal of a policy of a resource.
///
/// Why it matters: who comes from an identity provider can only assume a role, and acts as that
/// role.
///
/// AWS: `error-federated-principal-not-supported`
enum FederatedPrincipalNotSupported: PolicyCheck {
  static let code: IssueCode = "FEDERATED_PRINCIPAL_NOT_SUPPORTED"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.resource]
  static let examples = Examples(
    reported: [.principal(#"{"Federated": 1️⃣"cognito-identity.amazonaws.com"}"#)],
    accepted: [
      .principal(#"{"AWS": "111122223333"}"#),
      .trust(#"{"Federated": "cognito-identity.amazonaws.com"}"#),
    ])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard principal.isKind("Federated") else { return [] }
    return [
      Issue(
        """
        The policy type does not support a federated identity provider in the principal element. \
        Use a supported principal.
        """, at: principal.node)
    ]
  }
}
