import Model
import PolicyLanguage

/// What it reports: `iam:CreateServiceLinkedRole` allowed for all resources but some.
///
/// Why it matters: roles that nobody intended can come to be, with the permissions that a service
/// chose.
///
/// AWS: `general-warning-create-slr-with-not-resource`
enum CreateSlrWithNotResource: PolicyCheck {
  static let code: IssueCode = "CREATE_SLR_WITH_NOT_RESOURCE"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Action": 1️⃣"iam:CreateServiceLinkedRole", "NotResource": \
        2️⃣"arn:aws:iam::111122223333:role/a"
        """)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": \
        "arn:aws:iam::111122223333:role/a"
        """)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .createServiceLinkedRole, by: .name, on: .exclusion),
      """
      Using the iam:CreateServiceLinkedRole action with NotResource can allow creation of \
      unintended service-linked roles for multiple resources. We recommend that you specify \
      resource ARNs instead.
      """)
  }
}
