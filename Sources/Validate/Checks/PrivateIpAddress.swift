import Model
import PolicyLanguage

/// What it reports: `IpAddress` on `aws:SourceIp` with private addresses only.
///
/// Why it matters: who comes from a private address has it in `aws:VpcSourceIp`, so that the
/// condition never holds.
///
/// AWS: `error-private-ip-address`
enum PrivateIpAddress: PolicyCheck {
  static let code: IssueCode = "PRIVATE_IP_ADDRESS"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"IpAddress": {"aws:SourceIp": [1️⃣"10.0.0.0/8"]}}"#)],
    accepted: [
      .condition(#"{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}"#),
      .condition(#"{"IpAddress": {"aws:VpcSourceIp": ["10.0.0.0/8"]}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.comparison == .ipAddress else { return [] }
    return Issue.ifAny(
      condition.privateSources(.all),
      """
      aws:SourceIp works only for public IP address ranges. The values for condition key \
      aws:SourceIp include only private IP addresses and will not have the desired effect. \
      Update the value to include only public IP addresses.
      """)
  }
}
