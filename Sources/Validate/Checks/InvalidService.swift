import Model
import PolicyLanguage

/// What it reports: a resource, a condition key or an ARN to compare with that names a service
/// which does not exist.
///
/// Why it matters: nothing can have such a name, so that the statement does less than it says.
///
/// AWS: `error-invalid-service`
enum InvalidService: PolicyCheck {
  static let code: IssueCode = "INVALID_SERVICE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .resource(
        """
        ["arn:aws:s3:::a", \
        1️⃣"arn:aws:elastic-inference:*:*:elastic-inference-accelerator/*"]
        """),
      .condition(#"{"StringEquals": {1️⃣"nowhere:Key": "a"}}"#),
      .condition(#"{"ArnLike": {"aws:SourceArn": 1️⃣"arn:aws:nowhere:*:*:a"}}"#),
    ],
    accepted: [
      .resource(#"["arn:aws:catalog:us-east-1:111122223333:a", "arn:aws:s*:::a"]"#),
      .condition(#"{"StringEquals": {"aws:username": "a", "accounts.google.com:aud": "a"}}"#),
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    let resources = statement.resourceLists.flatMap { list in
      list.entries.compactMap { entry in
        entry.arn.flatMap { issue(of: $0, at: entry.node, context) }
      }
    }
    let conditions = statement.conditions.flatMap { condition in
      unknown(in: condition, context)
    }
    return resources + conditions
  }

  /// Names that stand in ARNs and keys, but before no action.
  private static let otherNames: Set = ["catalog", "route53-recovery-control"]
  /// Prefixes of keys that belong to no service.
  private static let keyPrefixes: Set = ["aws", "saml"]

  private static func issue(of arn: ARN, at node: JSONNode, _ context: Context) -> Issue? {
    let service = arn.service
    guard !service.isEmpty, service.isLiteral, !context.services.exists(service) else {
      return nil
    }
    let folded = service.lowercased()
    guard !context.services.exists(folded[...]), !otherNames.contains(folded) else { return nil }
    return Issue("The service \(service) does not exist. Use a valid service name.", at: node)
  }

  private static func unknown(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    var issues: [Issue] = []
    if let service = condition.service, !service.isEmpty,
      !keyPrefixes.contains(service), !otherNames.contains(service), !service.contains("."),
      !context.services.exists(service[...])
    {
      issues.append(
        Issue("The service \(service) does not exist. Use a valid service name.", at: condition.key)
      )
    }
    guard condition.comparison.family == .arn else { return issues }
    return issues
      + condition.values.compactMap { value in
        guard let text = value.string, text.hasPrefix("arn:") else { return nil }
        return issue(of: ARN(text), at: value, context)
      }
  }
}
