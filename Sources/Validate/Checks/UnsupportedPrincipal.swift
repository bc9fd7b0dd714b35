import Model
import PolicyLanguage

/// What it reports: a principal in a policy that is attached to one.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-unsupported-principal`
enum UnsupportedPrincipal: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .statement(#""Effect": "Allow", 1️⃣"Principal": "*", "Action": "*", "Resource": "*""#)
    ],
    accepted: [.action(#""*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.principalLists.map { list in
      Issue(
        """
        The policy type \(context.type.serviceName) does not support the Principal element. \
        Remove the Principal element.
        """, at: list.key)
    }
  }
}
