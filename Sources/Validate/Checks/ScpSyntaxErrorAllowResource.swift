import Model
import PolicyLanguage

/// What it reports: a resource in a service control policy that allows.
///
/// Why it matters: AWS refused it until policies of organizations got the whole language.
///
/// AWS: `error-scp-syntax-error-allow-resource`
enum ScpSyntaxErrorAllowResource: PolicyCheck {
  static let code: IssueCode = "SCP_SYNTAX_ERROR_ALLOW_RESOURCE"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.scp]
  static let days = Days(last: "2025-09-18")
  static let examples = Examples(
    reported: [
      .statement(#""Effect": "Allow", "Action": "*", 1️⃣"Resource": "arn:aws:s3:::a""#, type: .scp)
    ],
    accepted: [
      .statement(#""Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::a""#, type: .scp)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows, let resources = statement.resource,
      !resources.entries.contains(where: \.isStar)
    else { return [] }
    return [
      Issue(
        """
        SCPs do not support Resource with effect Allow. Update the element Resource or the effect.
        """, at: resources.key)
    ]
  }
}
