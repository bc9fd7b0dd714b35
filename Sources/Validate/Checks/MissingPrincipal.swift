import Model
import PolicyLanguage

/// What it reports: a statement without `Principal` and `NotPrincipal` in a policy of a resource or
/// a role.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-missing-principal`
enum MissingPrincipal: PolicyCheck {
  static let code: IssueCode = "MISSING_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [
      .policy(
        """
        {"Version": "2012-10-17", "Statement": [1️⃣{"Effect": "Allow", "Action": "s3:*", \
        "Resource": "arn:aws:s3:::a"}]}
        """, type: .resource)
    ],
    accepted: [.principal(#""*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.principalLists.isEmpty else { return [] }
    return [Issue("Add a Principal element to the policy statement.", at: statement.node)]
  }
}
