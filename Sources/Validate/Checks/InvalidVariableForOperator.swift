import Model
import PolicyLanguage

/// What it reports: a variable in a value of an operator for numbers, dates, addresses and such.
///
/// Why it matters: it is not replaced there.
///
/// AWS: `error-invalid-variable-for-operator`
enum InvalidVariableForOperator: PolicyCheck {
  static let code: IssueCode = "INVALID_VARIABLE_FOR_OPERATOR"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"IpAddress": {"aws:SourceIp": 1️⃣"${aws:SourceIp}"}}"#)],
    accepted: [.condition(#"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::${aws:username}"}}"#)])

  static func issues(in use: VariableUse, _ context: Context) -> [Issue] {
    guard case .condition(let condition) = use.element, let family = condition.comparison.family,
      family != .string, family != .arn
    else { return [] }
    return [Issue("Policy variables can only be used with String and ARN operators.", at: use.node)]
  }
}
