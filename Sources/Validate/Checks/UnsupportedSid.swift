import Model
import PolicyLanguage

/// What it reports: a `Sid` with other characters than letters and digits.
///
/// Why it matters: AWS refuses it in a policy of a user, group or role.
///
/// AWS: `error-unsupported-sid`
enum UnsupportedSid: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_SID"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .statement(#""Sid": 1️⃣"Allow all", "Effect": "Allow", "Action": "*", "Resource": "*""#)
    ],
    accepted: [
      .statement(#""Sid": "AllowAll1", "Effect": "Allow", "Action": "*", "Resource": "*""#)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard let sid = statement.sid, let text = sid.string, !text.isEmpty, !text.isAlphanumeric
    else { return [] }
    return [
      Issue(
        """
        Update the characters in the Sid element to use one of the following character types: \
        [a-z, A-Z, 0-9]
        """, at: sid)
    ]
  }
}
