import Model
import PolicyLanguage

/// What it reports: the id of a user as a principal.
///
/// Why it matters: IAM writes it there when the user was deleted; a new one of that name is
/// somebody else.
///
/// AWS: `general-warning-invalid-user-reference`
enum InvalidUserReference: PolicyCheck {
  static let code: IssueCode = "INVALID_USER_REFERENCE"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [.principal(#"{"AWS": 1️⃣"AIDAEXAMPLE1234567890"}"#)],
    accepted: [.principal(#"{"AWS": "arn:aws:iam::111122223333:user/AIDA"}"#)])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard principal.text.hasPrefix("AIDA"), principal.text.isAlphanumeric else { return [] }
    return [
      Issue(
        """
        The Principal element includes the IAM user ID \(principal.text). We recommend that you \
        use a user ARN instead.
        """, at: principal.node)
    ]
  }
}
