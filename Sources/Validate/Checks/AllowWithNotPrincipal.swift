import Model
import PolicyLanguage

/// What it reports: `NotPrincipal` in a statement that allows.
///
/// Why it matters: it allows everybody else, the whole Internet among them.
///
/// AWS: `security-warning-allow-with-not-principal`
enum AllowWithNotPrincipal: PolicyCheck {
  static let code: IssueCode = "ALLOW_WITH_NOT_PRINCIPAL"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.resource]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", 1️⃣"NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*", \
        "Resource": "arn:aws:s3:::a"
        """, type: .resource)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Deny", "NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*", \
        "Resource": "arn:aws:s3:::a"
        """, type: .resource)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows, let others = statement.notPrincipal else { return [] }
    return [
      Issue(
        """
        Using Allow with NotPrincipal can be overly permissive. We recommend that you use \
        Principal instead.
        """, at: others.key)
    ]
  }
}
