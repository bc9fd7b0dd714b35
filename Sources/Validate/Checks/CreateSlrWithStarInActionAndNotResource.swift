import Model
import PolicyLanguage

/// What it reports: a pattern that covers `iam:CreateServiceLinkedRole` allowed for all resources
/// but some.
///
/// Why it matters: roles that nobody intended can come to be, with the permissions that a service
/// chose.
///
/// AWS: `general-warning-create-slr-with-star-in-action-and-not-resource`
enum CreateSlrWithStarInActionAndNotResource: PolicyCheck {
  static let code: IssueCode = "CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE"
  static let type = FindingType.warning
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
      statement.places(allowing: .createServiceLinkedRole, by: .pattern, on: .exclusion),
      """
      Using an action with a wildcard(*) and NotResource can allow creation of unintended \
      service-linked roles because it can allow iam:CreateServiceLinkedRole permissions on \
      multiple resources. We recommend that you specify resource ARNs instead.
      """)
  }
}
