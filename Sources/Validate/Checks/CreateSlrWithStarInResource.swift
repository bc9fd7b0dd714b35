import Model
import PolicyLanguage

/// What it reports: `iam:CreateServiceLinkedRole` allowed for all resources.
///
/// Why it matters: roles that nobody intended can come to be, with the permissions that a service
/// chose.
///
/// AWS: `general-warning-create-slr-with-star-in-resource`
enum CreateSlrWithStarInResource: PolicyCheck {
  static let code: IssueCode = "CREATE_SLR_WITH_STAR_IN_RESOURCE"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Action": ["s3:GetObject", 1️⃣"iam:CreateServiceLinkedRole"], \
        "Resource": 2️⃣"*"
        """)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*", \
        "Condition": {"StringEquals": {"iam:AWSServiceName": "ec2.amazonaws.com"}}
        """),
      .statement(
        """
        "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": \
        "arn:aws:iam::111122223333:role/a"
        """),
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .createServiceLinkedRole, by: .name, on: .star),
      """
      Using the iam:CreateServiceLinkedRole action with wildcards (*) in the resource can \
      allow creation of unintended service-linked roles. We recommend that you specify \
      resource ARNs instead.
      """)
  }
}
