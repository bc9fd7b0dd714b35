import Model
import PolicyLanguage

/// What it reports: a name of a resource with fewer than six fields.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-missing-arn-field`
enum MissingArnField: PolicyCheck {
  static let code: IssueCode = "MISSING_ARN_FIELD"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:s3:bucket""#)],
    accepted: [.resource(#""arn:aws:s3:::bucket""#)])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let arn = resource.arn, !arn.isComplete else { return [] }
    return [
      Issue(
        """
        Resource ARNs must include at least \(ARN.fieldsMin) fields in the following structure: \
        arn:partition:service:region:account:resource
        """, at: resource.node)
    ]
  }
}
