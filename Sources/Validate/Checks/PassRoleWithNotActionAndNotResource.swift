import Model
import PolicyLanguage

/// What it reports: all actions but some allowed for all resources but some, with `iam:PassRole`
/// among them.
///
/// Why it matters: whoever has the policy can give nearly any role to a service, and so gain what
/// the role can.
///
/// AWS: `security-warning-pass-role-with-not-action-and-not-resource`
enum PassRoleWithNotActionAndNotResource: PolicyCheck {
  static let code: IssueCode = "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "NotAction": 1️⃣["s3:*"], "NotResource": 2️⃣"arn:aws:s3:::a"
        """)
    ],
    accepted: [
      .statement(#""Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::a""#)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .passRole, by: .exclusion, on: .exclusion),
      """
      Using NotAction with NotResource can be overly permissive because it can allow \
      iam:PassRole permissions on multiple resources.. We recommend that you specify resource \
      ARNs instead.
      """)
  }
}
