import Model
import PolicyLanguage

/// What it reports: a name of a resource with a Region, of a service whose resources have none.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-arn-region-not-allowed`
enum ArnRegionNotAllowed: PolicyCheck {
  static let code: IssueCode = "ARN_REGION_NOT_ALLOWED"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:iam:us-east-1:111122223333:role/a""#)],
    accepted: [
      .resource(#"["arn:aws:iam:*:111122223333:role/a", "arn:aws:sqs:us-east-1:111122223333:a"]"#)
    ])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let arn = resource.arn, !arn.region.isEmpty, arn.region.isLiteral,
      let formats = context.services[arn.service]?.arnFormats, !formats.isEmpty,
      formats.allSatisfy(\.region.isEmpty)
    else { return [] }
    return [
      Issue(
        "The service \(arn.service) does not support specifying a Region in the resource ARN.",
        at: resource.node)
    ]
  }
}
