import Model
import PolicyLanguage

/// What it reports: `s3:prefix` that denies what it matches, or allows what it does not.
///
/// Why it matters: a request for a shorter prefix passes, and lists what should be hidden.
///
/// AWS: `security-warning-s3-prefix-in-negative-context`
enum S3PrefixInNegativeContext: PolicyCheck {
  static let code: IssueCode = "S3_PREFIX_IN_NEGATIVE_CONTEXT"
  static let type = FindingType.securityWarning
  static let examples = Examples(
    reported: [
      .condition(#"{"StringNotLike": {1️⃣"s3:prefix": "secret/*"}}"#, action: "s3:ListBucket"),
      .condition(
        #"{"StringLike": {1️⃣"s3:prefix": "secret/*"}}"#, action: "s3:ListBucket", effect: "Deny"),
    ],
    accepted: [.condition(#"{"StringLike": {"s3:prefix": "home/*"}}"#, action: "s3:ListBucket")])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    let comparison = condition.comparison.comparison
    guard condition.foldedName == "s3:prefix",
      context.statement.denies && comparison == .stringLike
        || context.statement.allows && comparison == .stringNotLike
    else { return [] }
    return [
      Issue(
        """
        Using the s3:prefix condition key in a Deny statement or with a negated string operator \
        does not block listing the objects under the matching prefixes. A request that specifies a \
        shorter prefix does not match the condition and can still list those objects. To restrict \
        listing to specific prefixes, use s3:prefix with StringLike in an Allow statement, or use \
        a Deny statement with StringNotLike.
        """, at: condition.key)
    ]
  }
}
