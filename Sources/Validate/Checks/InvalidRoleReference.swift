import Model
import PolicyLanguage

/// What it reports: the id of a role as a principal.
///
/// Why it matters: IAM writes it there when the role was deleted; a new one of that name is
/// somebody else.
///
/// AWS: `general-warning-invalid-role-reference`
enum InvalidRoleReference: PolicyCheck {
  static let code: IssueCode = "INVALID_ROLE_REFERENCE"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [.principal(#"{"AWS": 1️⃣"AROAEXAMPLE1234567890"}"#)],
    accepted: [.principal(#"{"AWS": "arn:aws:iam::111122223333:role/AROA"}"#)])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard principal.text.hasPrefix("AROA"), principal.text.isAlphanumeric else { return [] }
    return [
      Issue(
        """
        The Principal element includes the IAM role ID \(principal.text). We recommend that you \
        use a role ARN instead.
        """, at: principal.node)
    ]
  }
}
