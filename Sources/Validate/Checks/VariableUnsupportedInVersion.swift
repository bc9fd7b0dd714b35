import Model
import PolicyLanguage

/// What it reports: a variable in a policy that is not of the version of 2012.
///
/// Why it matters: it stands for itself there.
///
/// AWS: `error-variable-unsupported-in-version`
enum VariableUnsupportedInVersion: PolicyCheck {
  static let code: IssueCode = "VARIABLE_UNSUPPORTED_IN_VERSION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .policy(
        """
        {"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", \
        "Resource": 1️⃣"arn:aws:s3:::${aws:username}"}}
        """)
    ],
    accepted: [.resource(#""arn:aws:s3:::a/${aws:username}""#)])

  static func issues(in use: VariableUse, _ context: Context) -> [Issue] {
    guard !context.document.hasVariables, use.isAllowed, use.variable.name.contains(":") else {
      return []
    }
    return [
      Issue(
        "To include variables in your policy, use the policy version 2012-10-17 or later.",
        at: use.node)
    ]
  }
}
