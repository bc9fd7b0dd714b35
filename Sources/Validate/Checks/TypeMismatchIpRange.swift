import Model
import PolicyLanguage

/// What it reports: a value of `IpAddress` or `NotIpAddress` that is no range of addresses.
///
/// Why it matters: nothing can be equal to it, so that the condition does not do what it says.
///
/// AWS: `error-type-mismatch-ip-range`
enum TypeMismatchIpRange: PolicyCheck {
  static let code: IssueCode = "TYPE_MISMATCH_IP_RANGE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"IpAddress": {"aws:SourceIp": 1️⃣"203.0.113.0/33"}}"#)],
    accepted: [
      .condition(
        """
        {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32", "203.0.113.7"]}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .ipAddress else { return [] }
    return condition.literalValues.filter { IPRange($0.text) == nil }.map { value in
      Issue(
        """
        The condition operator \(condition.comparison.text) is used with an invalid IP range \
        value. Specify the IP range in standard CIDR format.
        """, at: value.node)
    }
  }
}
