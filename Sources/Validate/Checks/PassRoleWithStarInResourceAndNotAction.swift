import Model
import PolicyLanguage

/// What it reports: all actions but some allowed for all resources, with `iam:PassRole` among them.
///
/// Why it matters: whoever has the policy can give any role to a service, and so gain what the role
/// can.
///
/// AWS: `security-warning-pass-role-with-star-in-resource-and-not-action`
enum PassRoleWithStarInResourceAndNotAction: PolicyCheck {
  static let code: IssueCode = "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [.statement(#""Effect": "Allow", "NotAction": 1️⃣"s3:*", "Resource": 2️⃣"*""#)],
    accepted: [.statement(#""Effect": "Allow", "NotAction": "iam:*", "Resource": "*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    Issue.ifAny(
      statement.places(allowing: .passRole, by: .exclusion, on: .star),
      """
      Using a resource with wildcards (*) and NotAction can be overly permissive because it \
      allows iam:PassRole permissions on all resources. We recommend that you specify resource \
      ARNs or add the iam:PassedToService condition key to your statement.
      """)
  }
}
