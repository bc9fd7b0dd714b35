import Model
import PolicyLanguage

/// What it reports: a name of a resource in a partition that does not exist.
///
/// Why it matters: it names nothing.
///
/// AWS: `error-invalid-partition`
enum InvalidPartition: PolicyCheck {
  static let code: IssueCode = "INVALID_PARTITION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:amazon:s3:::a""#)],
    accepted: [.resource(#"["arn:aws-cn:s3:::a", "arn:*:s3:::a"]"#)])

  static func issues(in resource: PolicyResource, _ context: Context) -> [Issue] {
    guard let arn = resource.arn, arn.isComplete, arn.partition.isLiteral,
      !partitions.contains(String(arn.partition))
    else { return [] }
    let names = partitions.joined(separator: ", ")
    return [
      Issue(
        """
        The resource ARN for the service \(arn.service) does not support the partition \
        \(arn.partition). Use the supported values: \(names)
        """, at: resource.node)
    ]
  }

  private static let partitions = [
    // Sorted.
    "aws",
    "aws-cn",
    "aws-eusc",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-us-gov",
  ]
}
