import Model
import PolicyLanguage

/// What it reports: a wildcard in the value of a key that says who somebody is, in a statement that
/// allows.
///
/// Why it matters: it lets in whoever has a fitting name.
///
/// AWS: `error-wildcard-usage-too-permissive`
enum WildcardUsageTooPermissive: PolicyCheck {
  static let code: IssueCode = "WILDCARD_USAGE_TOO_PERMISSIVE"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [
      .principal(#""*""#, condition: #"{"StringLike": {"aws:SourceAccount": 1️⃣"1111*"}}"#),
      .principal(#""*""#, condition: #"{"StringLike": {"aws:PrincipalOrgID": 1️⃣"o-1*"}}"#),
      .principal(#""*""#, condition: #"{"StringLike": {"aws:userid": 1️⃣"A*:a"}}"#),
    ],
    accepted: [
      .principal(
        #""*""#,
        condition: #"{"StringLike": {"aws:PrincipalOrgID": "o-123456*", "aws:userid": "A:*"}}"#)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, let limit = SensitiveKeys.limits[condition.foldedName] else {
      return []
    }
    return condition.values.filter { limit.isExceeded(by: $0.string ?? "", .wildcard) }.map {
      value in
      Issue(details(condition, limit), at: value)
    }
  }

  private static func details(_ condition: PolicyCondition, _ limit: SensitiveKeyLimit) -> String {
    switch limit {
    case .start:
      """
      Overly permissive use of wildcard for the \(condition.name) condition key. Use the \
      wildcard preceded by 6 consecutive characters.
      """
    case .never:
      """
      The wildcard is not allowed in the condition key \(condition.name). We consider the key to \
      be sensitive and wildcards are not allowed to be used with sensitive keys. Refer to \
      https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html \
      for the list of sensitive keys.
      """
    case .userID:
      """
      Overly permissive use of wildcard with aws:userID. Use the wildcard on the right side of \
      colon or as the only character on the left side of a colon.
      """
    }
  }
}
