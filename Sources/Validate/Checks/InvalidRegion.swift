import Model
import PolicyLanguage

/// What it reports: a value of `aws:RequestedRegion` that is no Region; a policy variable is none
/// either.
///
/// Why it matters: no request goes to such a Region, so that the condition does not do what it
/// says.
///
/// AWS: `error-invalid-region`
enum InvalidRegion: PolicyCheck {
  static let code: IssueCode = "INVALID_REGION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .condition(#"{"StringEquals": {"aws:RequestedRegion": ["eu-west-1", 1️⃣"eu-west-9"]}}"#),
      .condition(#"{"StringEquals": {"aws:RequestedRegion": 1️⃣"${aws:PrincipalTag/r}"}}"#),
    ],
    accepted: [.condition(#"{"StringLike": {"aws:RequestedRegion": ["eu-*", "us-gov-west-1"]}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.foldedName == "aws:requestedregion", condition.comparison.family == .string
    else { return [] }
    return condition.values.compactMap { value in
      guard let region = value.string, !Regions.accepts(region) else { return nil }
      return Issue(
        "The Region \(region) is not valid. Update the condition value to a supported Region.",
        at: value)
    }
  }
}
