import Model
import PolicyLanguage

/// What it reports: a name of a resource without a Region, of a service whose resources all have
/// one.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-missing-arn-region`
enum MissingArnRegion: PolicyCheck {
  static let code: IssueCode = "MISSING_ARN_REGION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:sqs::111122223333:queue""#)],
    accepted: [
      .resource(
        """
        ["arn:aws:sqs:us-east-1:111122223333:queue", "arn:aws:iam::111122223333:role/a"]
        """)
    ])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let arn = resource.arn, arn.isComplete, arn.region.isEmpty,
      let formats = context.services[arn.service]?.arnFormats, !formats.isEmpty,
      formats.allSatisfy({ !$0.region.isEmpty })
    else { return [] }
    return [Issue("Add a Region to the \(arn.service) resource ARN.", at: resource.node)]
  }
}
