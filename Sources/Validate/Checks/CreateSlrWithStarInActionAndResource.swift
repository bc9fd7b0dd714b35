import Model
import PolicyLanguage

/// What it reports: a pattern that covers `iam:CreateServiceLinkedRole` allowed for all resources.
///
/// Why it matters: roles that nobody intended can come to be, with the permissions that a service
/// chose.
///
/// AWS: `general-warning-create-slr-with-star-in-action-and-resource`
enum CreateSlrWithStarInActionAndResource: PolicyCheck {
  static let code: IssueCode = "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [.statement(#""Effect": "Allow", "Action": [1️⃣"iam:*"], "Resource": [2️⃣"*"]"#)],
    accepted: [
      .statement(#""Effect": "Allow", "Action": "iam:Get*", "Resource": "*""#),
      .statement(
        """
        "Effect": "Allow", "Action": "iam:*", "Resource": "*", "Condition": {"StringEquals": \
        {"iam:AWSServiceName": "ec2.amazonaws.com"}}
        """),
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .createServiceLinkedRole, by: .pattern, on: .star),
      """
      Using wildcards (*) in the action and the resource can allow creation of unintended \
      service-linked roles because it allows iam:CreateServiceLinkedRole permissions on all \
      resources. We recommend that you specify resource ARNs instead.
      """)
  }
}
