import Model
import PolicyLanguage

/// What it reports: a name of a resource in a Region that does not exist.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-invalid-arn-region`
enum InvalidArnRegion: PolicyCheck {
  static let code: IssueCode = "INVALID_ARN_REGION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:sqs:us-east-9:111122223333:queue""#)],
    accepted: [
      .resource(
        """
        ["arn:aws:sqs:us-east-1:111122223333:queue", "arn:aws:sqs:us-*:111122223333:queue"]
        """)
    ])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let region = resource.arn?.region, !region.isEmpty, region.isLiteral,
      !Regions.accepts(region)
    else { return [] }
    return [
      Issue(
        """
        The Region \(region) is not valid for this resource. Update the resource ARN to include a \
        supported Region.
        """, at: resource.node)
    ]
  }
}
