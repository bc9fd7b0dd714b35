import Model
import PolicyLanguage

/// What it reports: `NotResource` in a service control policy.
///
/// Why it matters: AWS refused it until policies of organizations got the whole language.
///
/// AWS: `error-scp-syntax-error-notresource`
enum ScpSyntaxErrorNotresource: PolicyCheck {
  static let code: IssueCode = "SCP_SYNTAX_ERROR_NOTRESOURCE"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.scp]
  static let days = Days(last: "2025-09-18")
  static let examples = Examples(
    reported: [
      .statement(#""Effect": "Deny", "Action": "*", 1️⃣"NotResource": "arn:aws:s3:::a""#, type: .scp)
    ],
    accepted: [
      .statement(#""Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::a""#, type: .scp)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard let resources = statement.notResource else { return [] }
    return [
      Issue(
        """
        SCPs do not support the NotResource element. Update the policy to use Resource instead.
        """, at: resources.key)
    ]
  }
}
