import Model
import PolicyLanguage

/// What it reports: a name of a resource, without wildcards, whose last part has no form that its
/// service has.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-invalid-arn-resource`
enum InvalidArnResource: PolicyCheck {
  static let code: IssueCode = "INVALID_ARN_RESOURCE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:iam::111122223333:rolle/a""#)],
    accepted: [
      .resource(
        """
        ["arn:aws:iam::111122223333:role/a/b", "arn:aws:iam::*:rolle/a", \
        "arn:aws:iam::*:r*"]
        """)
    ])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    // AWS says nothing of a name with a wildcard anywhere, whatever the rest.
    guard resource.text.isLiteral, let arn = resource.arn, arn.isComplete,
      let known = context.services[arn.service], !known.arnFormats.isEmpty,
      !known.mayHaveResource(String(arn.resource))
    else { return [] }
    return [
      Issue(
        """
        Resource ARN does not match the expected ARN format. Update the resource portion of the \
        ARN.
        """, at: resource.node)
    ]
  }
}
