import Model
import PolicyLanguage

/// What it reports: a name of a resource with an account, of a service whose resources have none.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-arn-account-not-allowed`
enum ArnAccountNotAllowed: PolicyCheck {
  static let code: IssueCode = "ARN_ACCOUNT_NOT_ALLOWED"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:route53::111122223333:hostedzone/a""#)],
    accepted: [
      .resource(#"["arn:aws:route53:::hostedzone/a", "arn:aws:sqs:us-east-1:111122223333:a"]"#)
    ])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let arn = resource.arn, !arn.account.isEmpty, arn.account.isLiteral,
      let formats = context.services[arn.service]?.arnFormats, !formats.isEmpty,
      formats.allSatisfy(\.account.isEmpty)
    else { return [] }
    return [
      Issue(
        """
        The service \(arn.service) does not support specifying an account ID in the resource ARN.
        """, at: resource.node)
    ]
  }
}
