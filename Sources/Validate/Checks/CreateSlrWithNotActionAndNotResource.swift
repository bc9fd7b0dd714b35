import Model
import PolicyLanguage

/// What it reports: all actions but some allowed for all resources but some, with
/// `iam:CreateServiceLinkedRole` among them.
///
/// Why it matters: roles that nobody intended can come to be, with the permissions that a service
/// chose.
///
/// AWS: `general-warning-create-slr-with-not-action-and-not-resource`
enum CreateSlrWithNotActionAndNotResource: PolicyCheck {
  static let code: IssueCode = "CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE"
  static let type = FindingType.warning
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
      statement.places(allowing: .createServiceLinkedRole, by: .exclusion, on: .exclusion),
      """
      Using NotAction with NotResource can allow creation of unintended service-linked roles \
      because it allows iam:CreateServiceLinkedRole permissions on multiple resources. We \
      recommend that you specify resource ARNs instead.
      """)
  }
}
