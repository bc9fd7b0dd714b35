import Support

/// A month of changes: releases of every sort, one after the other.
enum DeliveryMonth: String, CaseIterable {
  // In the order of time.
  case usual
  case burst
  case escalation
  case deprecation
  case restoration
  case rollback

  private static let plain = "AmazonEKS_CNI_Policy"
  /// A name that services would take for an address and a mention.
  private static let odd = "Report.io@team"
  private static let others = (10..<40).map { "AWSServiceRole\($0)" }

  private static let network = ["ec2:DescribeInstances", "ec2:AttachNetworkInterface"]
  private static let wider = network + ["ec2:AssignIpv6Addresses", "ec2:UnassignIpv6Addresses"]

  /// What the archive begins with.
  static func begin(in shop: Workshop) throws {
    try shop.publish(plain, 1, network)
    try shop.publish(odd, 1, ["s3:GetObject", "s3:ListBucket"])
    for name in others { try shop.publish(name, 1, ["logs:PutLogEvents"]) }
  }

  /// Changes what the source has.
  func publish(in shop: Workshop) throws {
    switch self {
    case .usual:
      try shop.publish(Self.plain, 2, Self.wider)
      try shop.publish(Self.odd, 2, ["s3:GetObject", "s3:PutObject"])
    case .burst:
      for name in Self.others { try shop.publish(name, 2, ["logs:PutLogEvents"]) }
    case .escalation: try shop.publish(Self.plain, 3, Self.wider + ["iam:PutRolePolicy"])
    case .deprecation: try shop.succeed("rm", "source/\(Self.odd)")
    case .restoration: try shop.publish(Self.odd, 3, ["s3:GetObject", "s3:ListBucket"])
    case .rollback: try shop.publish(Self.plain, 2, Self.wider)
    }
  }
}

extension Workshop {
  /// Publishes a version of a policy that grants some actions.
  func publish(_ name: String, _ version: Int, _ actions: [String]) throws {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    try write(
      "source/\(name)",
      """
      {"PolicyVersion": {"Document": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", \
      "Action": [\(list)], "Resource": "*"}]}, "VersionId": "v\(version)", \
      "IsDefaultVersion": true, "CreateDate": "2026-01-01T12:00:00+00:00"}}
      """)
  }
}
