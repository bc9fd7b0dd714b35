import Model
import PolicyLanguage

/// What it reports: a value of `aws:SourceVpc` that is no `vpc-…`.
///
/// Why it matters: no request has such a value.
///
/// AWS: `error-invalid-vpc-format`
enum InvalidVpcFormat: PolicyCheck {
  static let code: IssueCode = "INVALID_VPC_FORMAT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {"aws:SourceVpc": ["vpc-12345678", 1️⃣"vpc-1234"]}}"#)],
    accepted: [
      .condition(#"{"StringLike": {"aws:SourceVpc": ["vpc-12345678901234567", "vpc-1*"]}}"#)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.foldedName == "aws:sourcevpc", condition.comparison.family == .string else {
      return []
    }
    return condition.literalValues.filter { !isValid($0.text) }.map { value in
      Issue(
        """
        The VPC identifier in the condition key value is not valid. Use the prefix 'vpc-' \
        followed by 8 or 17 alphanumeric characters.
        """, at: value.node)
    }
  }

  private static func isValid(_ text: String) -> Bool {
    guard !text.hasWildcard else { return true }
    let name = text.dropFirst(4)
    return text.hasPrefix("vpc-") && name.isAlphanumeric && [8, 17].contains(name.utf8.count)
  }
}
