import Model
import PolicyLanguage

/// What it reports: a range of addresses that does not begin with its first address.
///
/// Why it matters: the bits behind the mask do not count, and mislead whoever reads them.
///
/// AWS: `suggestion-improve-ip-range`
enum ImproveIpRange: PolicyCheck {
  static let code: IssueCode = "IMPROVE_IP_RANGE"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .condition(#"{"IpAddress": {"aws:SourceIp": 1️⃣"203.0.113.7/24"}}"#),
      .condition(#"{"IpAddress": {"aws:SourceIp": 1️⃣"2001:db8::1/32"}}"#),
    ],
    accepted: [
      .condition(
        """
        {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "203.0.113.7/32", "203.0.113.7"]}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .ipAddress else { return [] }
    return condition.literalValues.compactMap { value in
      guard let range = IPRange(value.text), range != range.normalised else { return nil }
      return Issue(
        """
        The non-zero bits in the IP address after the masked bits are ignored. Replace address \
        with \(range.normalised).
        """, at: value.node)
    }
  }
}
