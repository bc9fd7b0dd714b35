import Model
import PolicyLanguage

/// What it reports: a pattern that covers `iam:PassRole` allowed for all resources.
///
/// Why it matters: whoever has the policy can give any role to a service, and so gain what the role
/// can.
///
/// AWS: `security-warning-pass-role-with-star-in-action-and-resource`
enum PassRoleWithStarInActionAndResource: PolicyCheck {
  static let code: IssueCode = "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [.statement(#""Effect": "Allow", "Action": [1️⃣"iam:*"], "Resource": [2️⃣"*"]"#)],
    accepted: [
      .statement(#""Effect": "Allow", "Action": "iam:Get*", "Resource": "*""#),
      .statement(
        """
        "Effect": "Allow", "Action": "iam:*", "Resource": "*", "Condition": {"StringEquals": \
        {"iam:PassedToService": "ec2.amazonaws.com"}}
        """),
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .passRole, by: .pattern, on: .star),
      """
      Using wildcards (*) in the action and the resource can be overly permissive because it \
      allows iam:PassRole permissions on all resources. We recommend that you specify resource \
      ARNs or add the iam:PassedToService condition key to your statement.
      """)
  }
}
