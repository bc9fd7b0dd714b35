import Model
import PolicyLanguage

/// What it reports: `iam:PassRole` allowed for all resources.
///
/// Why it matters: whoever has the policy can give any role to a service, and so gain what the role
/// can.
///
/// AWS: `security-warning-pass-role-with-star-in-resource`
enum PassRoleWithStarInResource: PolicyCheck {
  static let code: IssueCode = "PASS_ROLE_WITH_STAR_IN_RESOURCE"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Action": ["s3:GetObject", 1️⃣"iam:PassRole"], "Resource": 2️⃣"*"
        """)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*", "Condition": \
        {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}
        """),
      .statement(
        """
        "Effect": "Allow", "Action": "iam:PassRole", "Resource": \
        "arn:aws:iam::111122223333:role/a"
        """),
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .passRole, by: .name, on: .star),
      """
      Using the iam:PassRole action with wildcards (*) in the resource can be overly \
      permissive because it allows iam:PassRole permissions on multiple resources. We \
      recommend that you specify resource ARNs or add the iam:PassedToService condition key to \
      your statement.
      """)
  }
}
