import Model
import PolicyLanguage

/// What it reports: `NotIpAddress` on `aws:SourceIp` with private addresses among public ones.
///
/// Why it matters: who comes from a private address has it in `aws:VpcSourceIp`, so that these keep
/// nobody out.
///
/// AWS: `suggestion-private-not-ip-address-subset`
enum PrivateNotIpAddressSubset: PolicyCheck {
  static let code: IssueCode = "PRIVATE_NOT_IP_ADDRESS_SUBSET"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .condition(#"{"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", 1️⃣"10.0.0.0/8"]}}"#)
    ],
    accepted: [
      .condition(#"{"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}"#),
      .condition(#"{"NotIpAddress": {"aws:VpcSourceIp": ["10.0.0.0/8"]}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.comparison == .notIpAddress else { return [] }
    return Issue.ifAny(
      condition.privateSources(.some),
      """
      The values for condition key aws:SourceIp include a mix of private and public IP \
      addresses. The private addresses have no effect. aws:SourceIp works only for public IP \
      address ranges. To define permissions for private IP ranges, use aws:VpcSourceIp.
      """)
  }
}
