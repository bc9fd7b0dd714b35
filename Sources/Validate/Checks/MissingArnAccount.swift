import Model
import PolicyLanguage

/// What it reports: a view of Resource Explorer whose ARN names no account.
///
/// Why it matters: no such view has a name like that. AWS had the check for a winter only.
///
/// AWS: `error-missing-arn-account`
enum MissingArnAccount: PolicyCheck {
  static let code: IssueCode = "MISSING_ARN_ACCOUNT"
  static let type = FindingType.error
  static let days = Days(first: "2025-11-21", last: "2026-03-03")
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:resource-explorer-2:*::view/a/service-view""#)],
    accepted: [.resource(#""arn:aws:resource-explorer-2:*:111122223333:view/a/service-view""#)])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let arn = resource.arn, arn.service == "resource-explorer-2", arn.account.isEmpty,
      arn.resource.hasPrefix("view/")
    else { return [] }
    return [
      Issue(
        """
        The resource \(arn.resource) in the arn is missing an account id. Please provide a 12 \
        digit account id.
        """, at: resource.node)
    ]
  }
}
