import Model
import PolicyLanguage

/// What it reports: `NotAction` in a service control policy that allows.
///
/// Why it matters: AWS refused it until policies of organizations got the whole language.
///
/// AWS: `error-scp-syntax-error-allow-notaction`
enum ScpSyntaxErrorAllowNotaction: PolicyCheck {
  static let code: IssueCode = "SCP_SYNTAX_ERROR_ALLOW_NOTACTION"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.scp]
  static let days = Days(last: "2025-09-18")
  static let examples = Examples(
    reported: [
      .statement(#""Effect": "Allow", 1️⃣"NotAction": "iam:*", "Resource": "*""#, type: .scp)
    ],
    accepted: [.statement(#""Effect": "Deny", "NotAction": "iam:*", "Resource": "*""#, type: .scp)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows, let actions = statement.notAction else { return [] }
    return [
      Issue(
        """
        SCPs do not support NotAction with effect Allow. Update the element NotAction or the \
        effect.
        """, at: actions.key)
    ]
  }
}
