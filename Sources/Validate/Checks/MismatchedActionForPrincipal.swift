import Model
import PolicyLanguage

/// What it reports: a way to assume a role that the principal cannot take.
///
/// Why it matters: nobody can assume the role.
///
/// AWS: `error-mismatched-action-for-principal`
enum MismatchedActionForPrincipal: PolicyCheck {
  static let code: IssueCode = "MISMATCHED_ACTION_FOR_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": \
        1️⃣"sts:AssumeRoleWithSAML"
        """, type: .trust)
    ],
    accepted: [
      .trust(
        #"{"Federated": "arn:aws:iam::111122223333:saml-provider/a"}"#,
        action: "sts:AssumeRoleWithSAML"),
      .trust(#"{"Federated": "accounts.google.com"}"#, action: "sts:AssumeRoleWithWebIdentity"),
    ])

  static func issues(in action: PolicyAction, _ context: Context) -> [Issue] {
    guard let isRight = fitting[action.pattern.text] else { return [] }
    let wrong = context.statement.principal?.entries.filter { !isRight($0) } ?? []
    let names = wrong.map(\.text).joined(separator: ", ")
    return Issue.ifAny(
      wrong.isEmpty ? [] : [action.node],
      """
      The \(action.text) action is invalid with the following principal(s): \(names). Use a SAML \
      provider principal with the sts:AssumeRoleWithSAML action or use an OIDC provider \
      principal with the sts:AssumeRoleWithWebIdentity action. Ensure the provider is Federated \
      if you use either of the two options.
      """)
  }

  /// Actions in lower case, and the principals that can use them.
  private static let fitting: [String: @Sendable (PolicyPrincipal) -> Bool] = [
    "sts:assumerolewithsaml": { $0.isKind("Federated") && $0.text.contains(":saml-provider/") },
    "sts:assumerolewithwebidentity": {
      $0.isKind("Federated") && !$0.text.contains(":saml-provider/")
    },
  ]
}
