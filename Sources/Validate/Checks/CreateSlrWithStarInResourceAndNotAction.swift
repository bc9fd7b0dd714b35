import Model
import PolicyLanguage

/// What it reports: all actions but some allowed for all resources, with
/// `iam:CreateServiceLinkedRole` among them.
///
/// Why it matters: roles that nobody intended can come to be, with the permissions that a service
/// chose.
///
/// AWS: `general-warning-create-slr-with-star-in-resource-and-not-action`
enum CreateSlrWithStarInResourceAndNotAction: PolicyCheck {
  static let code: IssueCode = "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [.statement(#""Effect": "Allow", "NotAction": 1️⃣"s3:*", "Resource": 2️⃣"*""#)],
    accepted: [.statement(#""Effect": "Allow", "NotAction": "iam:*", "Resource": "*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .createServiceLinkedRole, by: .exclusion, on: .star),
      """
      Using a resource with wildcards (*) and NotAction can allow creation of unintended \
      service-linked roles because it allows iam:CreateServiceLinkedRole permissions on all \
      resources. We recommend that you specify resource ARNs instead.
      """)
  }
}
