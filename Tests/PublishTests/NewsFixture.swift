import Model
import News
import Testing

/// Releases to tell of.
enum NewsFixture {
  /// A release of one updated policy, or of as many as are asked for.
  static func release(
    _ name: String = "2026-11-20-18-00", policies count: Int = 1
  ) throws -> ReleaseNews {
    let policies = (1...count).map { message(of: "Policy\($0)") }
    return ReleaseNews(
      name: try #require(ReleaseName(name)), commit: String(repeating: "a", count: 40),
      time: Timestamp(seconds: 1_795_197_600),
      policies: policies.compactMap {
        PolicyNews(message: $0, commit: String(repeating: "b", count: 40))
      })
  }

  /// The commit of a policy that was updated.
  static func message(of policy: String) -> String {
    """
    \(policy) v5 → v6: +2 actions

    EC2, Write
    + ec2:AssignIpv6Addresses
    + ec2:UnassignIpv6Addresses

    Policy-Name: \(policy)
    Policy-Arn: arn:aws:iam::aws:policy/\(policy)
    Policy-Version: v6
    Policy-Previous-Version: v5
    Policy-Change: updated
    Actions-Added: 2
    Finding: SUGGESTION REDUNDANT_ACTION 2
    Validator: offline 2026-10-27

    """
  }
}
