import Model
import PolicyLanguage

/// What it reports: a name of a resource whose service is not in lower case.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-invalid-arn-service-case`
enum InvalidArnServiceCase: PolicyCheck {
  static let code: IssueCode = "INVALID_ARN_SERVICE_CASE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:S3:::a""#)],
    accepted: [.resource(#""arn:aws:s3:::A""#)])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let service = resource.arn?.service,
      service.utf8.contains(where: { (0x41...0x5A).contains($0) }), service.isLiteral
    else { return [] }
    return [
      Issue(
        "Update the service name \(service) in the resource ARN to use all lowercase letters.",
        at: resource.node)
    ]
  }
}
