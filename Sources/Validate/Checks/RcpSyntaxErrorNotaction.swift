import Model
import PolicyLanguage

/// What it reports: `NotAction` in a resource control policy.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-rcp-syntax-error-notaction`
enum RcpSyntaxErrorNotaction: PolicyCheck {
  static let code: IssueCode = "RCP_SYNTAX_ERROR_NOTACTION"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.rcp]
  static let examples = Examples(
    reported: [
      .statement(
        #""Effect": "Deny", "Principal": "*", 1️⃣"NotAction": "s3:*", "Resource": "*""#, type: .rcp)
    ],
    accepted: [
      .statement(
        #""Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*""#, type: .rcp)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard let actions = statement.notAction else { return [] }
    return [
      Issue(
        "RCPs do not support the NotAction element. Update to use the Action element.",
        at: actions.key)
    ]
  }
}
