import Model
import PolicyLanguage

/// What it reports: a condition in a service control policy that allows.
///
/// Why it matters: AWS refused it until policies of organizations got the whole language.
///
/// AWS: `error-scp-syntax-error-allow-condition`
enum ScpSyntaxErrorAllowCondition: PolicyCheck {
  static let code: IssueCode = "SCP_SYNTAX_ERROR_ALLOW_CONDITION"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.scp]
  static let days = Days(last: "2025-09-18")
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": 1️⃣{"Bool": \
        {"aws:SecureTransport": "true"}}
        """, type: .scp)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": \
        {"aws:SecureTransport": "true"}}
        """, type: .scp)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows, let condition = statement.condition else { return [] }
    return [
      Issue(
        """
        SCPs do not support the Condition element with effect Allow. Update the element Condition \
        or the effect.
        """, at: condition)
    ]
  }
}
