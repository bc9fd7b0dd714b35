import Model
import PolicyLanguage

/// What it reports: `NotIpAddress` on `aws:SourceIp` with private addresses only.
///
/// Why it matters: who comes from a private address has it in `aws:VpcSourceIp`, so that the
/// condition always holds and keeps nobody out.
///
/// AWS: `error-private-not-ip-address`
enum PrivateNotIpAddress: PolicyCheck {
  static let code: IssueCode = "PRIVATE_NOT_IP_ADDRESS"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"NotIpAddress": {"aws:SourceIp": [1️⃣"10.0.0.0/8"]}}"#)],
    accepted: [
      .condition(#"{"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}"#),
      .condition(#"{"NotIpAddress": {"aws:VpcSourceIp": ["10.0.0.0/8"]}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.comparison == .notIpAddress else { return [] }
    return Issue.ifAny(
      condition.privateSources(.all),
      """
      The values for condition key aws:SourceIp include only private IP addresses and has no \
      effect. aws:SourceIp works only for public IP address ranges. Update the value to \
      include only public IP addresses.
      """)
  }
}
