import Model
import PolicyLanguage

/// What it reports: a principal in a service control policy.
///
/// Why it matters: AWS refuses it, as the policy is about all principals of an account.
///
/// AWS: `error-scp-syntax-error-principal`
enum ScpSyntaxErrorPrincipal: PolicyCheck {
  static let code: IssueCode = "SCP_SYNTAX_ERROR_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.scp]
  static let examples = Examples(
    reported: [
      .statement(
        #""Effect": "Deny", 1️⃣"Principal": "*", "Action": "*", "Resource": "*""#, type: .scp)
    ],
    accepted: [.statement(#""Effect": "Deny", "Action": "*", "Resource": "*""#, type: .scp)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.principalLists.map { list in
      Issue(
        """
        SCPs do not support specifying principals. Remove the Principal or NotPrincipal element.
        """, at: list.key)
    }
  }
}
