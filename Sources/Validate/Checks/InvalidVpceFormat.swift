import Model
import PolicyLanguage

/// What it reports: a value of `aws:SourceVpce` that is no `vpce-…`.
///
/// Why it matters: no request has such a value.
///
/// AWS: `error-invalid-vpce-format`
enum InvalidVpceFormat: PolicyCheck {
  static let code: IssueCode = "INVALID_VPCE_FORMAT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .condition(#"{"StringEquals": {"aws:SourceVpce": ["vpce-12345678", 1️⃣"vpce-1234"]}}"#)
    ],
    accepted: [
      .condition(#"{"StringLike": {"aws:SourceVpce": ["vpce-12345678901234567", "vpce-1*"]}}"#)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.foldedName == "aws:sourcevpce", condition.comparison.family == .string else {
      return []
    }
    return condition.literalValues.filter { !isValid($0.text) }.map { value in
      Issue(
        """
        The VPCE identifier in the condition key value is not valid.  Use the prefix 'vpce-' \
        followed by 8 or 17 alphanumeric characters.
        """, at: value.node)
    }
  }

  private static func isValid(_ text: String) -> Bool {
    guard !text.hasWildcard else { return true }
    let name = text.dropFirst(5)
    return text.hasPrefix("vpce-") && name.isAlphanumeric && [8, 17].contains(name.utf8.count)
  }
}
