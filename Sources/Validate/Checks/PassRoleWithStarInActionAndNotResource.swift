import Model
import PolicyLanguage

/// What it reports: a pattern that covers `iam:PassRole` allowed for all resources but some.
///
/// Why it matters: whoever has the policy can give nearly any role to a service, and so gain what
/// the role can.
///
/// AWS: `security-warning-pass-role-with-star-in-action-and-not-resource`
enum PassRoleWithStarInActionAndNotResource: PolicyCheck {
  static let code: IssueCode = "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Action": 1️⃣"iam:*", "NotResource": \
        2️⃣"arn:aws:iam::111122223333:role/a"
        """)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Allow", "Action": "iam:Get*", "NotResource": \
        "arn:aws:iam::111122223333:role/a"
        """)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .passRole, by: .pattern, on: .exclusion),
      """
      Using an action with a wildcard (*) and NotResource can be overly permissive because it \
      can allow iam:PassRole permissions on multiple resources. We recommend that you specify \
      resource ARNs instead.
      """)
  }
}
