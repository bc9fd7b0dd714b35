import Model
import PolicyLanguage

/// What it reports: a private address without the network that it belongs to.
///
/// Why it matters: every network may have that address.
///
/// AWS: `security-warning-missing-paired-condition-keys`
enum MissingPairedConditionKeys: PolicyCheck {
  static let code: IssueCode = "MISSING_PAIRED_CONDITION_KEYS"
  static let type = FindingType.securityWarning
  static let examples = Examples(
    reported: [.condition(#"{"IpAddress": {1️⃣"aws:VpcSourceIp": "10.0.0.1"}}"#)],
    accepted: [
      .condition(
        """
        {"IpAddress": {"aws:VpcSourceIp": "10.0.0.1"}, "StringEquals": {"aws:SourceVpc": \
        "vpc-12345678"}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard let partners = partners[condition.foldedName],
      partners.allSatisfy({ context.statement.conditions(on: $0.lowercased()).isEmpty })
    else { return [] }
    let names = partners.joined(separator: ", ")
    return [
      Issue(
        """
        Using the condition key \(condition.name) can be overly permissive without also using the \
        following condition keys: \(names). Condition keys like this one are more secure when \
        paired with a related key. We recommend that you add the related condition keys to the \
        same condition block.
        """, at: condition.key)
    ]
  }

  /// Keys in lower case, and those of which one has to stand beside.
  private static let partners = [
    "aws:ec2instancesourceprivateipv4": ["aws:Ec2InstanceSourceVpc"],
    "aws:vpcsourceip": ["aws:SourceVpc", "aws:SourceVpce"],
  ]
}
