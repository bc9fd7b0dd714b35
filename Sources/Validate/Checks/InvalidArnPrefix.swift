import Model
import PolicyLanguage

/// What it reports: a resource that is neither a star nor a name that begins with `arn:`.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-invalid-arn-prefix`
enum InvalidArnPrefix: PolicyCheck {
  static let code: IssueCode = "INVALID_ARN_PREFIX"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .resource(#"["*", 1️⃣"s3:::bucket"]"#),
      .resource(#"1️⃣"""#),
    ],
    accepted: [.resource(#"["arn:aws:s3:::a", "${aws:a}", "arn*"]"#)])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard resource.arn == nil, !resource.isStar else { return [] }
    let start = resource.text.prefix { $0 != ":" }
    guard start.isLiteral, start != "arn" || !resource.text.contains(":") else { return [] }
    return [Issue("Add the required prefix (arn) to the resource ARN.", at: resource.node)]
  }
}
