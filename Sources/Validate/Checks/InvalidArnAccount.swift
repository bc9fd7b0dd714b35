import Model
import PolicyLanguage

/// What it reports: a name of a resource whose account is not twelve digits.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-invalid-arn-account`
enum InvalidArnAccount: PolicyCheck {
  static let code: IssueCode = "INVALID_ARN_ACCOUNT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:sqs:us-east-1:1234:queue""#)],
    accepted: [
      .resource(
        """
        ["arn:aws:sqs:us-east-1:111122223333:queue", "arn:aws:iam::aws:policy/A", \
        "arn:aws:sqs:*:1*:a"]
        """)
    ])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let account = resource.arn?.account, !account.isEmpty, account.isLiteral,
      !owners.contains(String(account)), !(account.isDigits && account.utf8.count == 12)
    else { return [] }
    return [
      Issue(
        "The resource ARN account ID \(account) is not valid. Provide a 12-digit account ID.",
        at: resource.node)
    ]
  }

  /// Whom things belong to that belong to no account.
  private static let owners: Set = [
    "amazon", "aws", "aws-managed", "aws-marketplace", "third-party", "ThirdParty",
  ]
}
