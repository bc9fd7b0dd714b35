import Model
import PolicyLanguage

/// What it reports: a wildcard in the service of an action or of a resource.
///
/// Why it matters: services with such names may come, which nobody has thought of.
///
/// AWS: `suggestion-wildcard-in-service-name`
enum WildcardInServiceName: PolicyCheck {
  static let code: IssueCode = "WILDCARD_IN_SERVICE_NAME"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .action(#"["s3:*", 1️⃣"s*:Get"]"#),
      .resource(#"1️⃣"arn:aws:s?:::a""#),
    ],
    accepted: [.action(#"["s3:*", "*"]"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    var nodes: [JSONNode] = []
    for list in statement.actionLists where list.hasWildcard {
      for entry in list.entries where entry.hasWildcardInService { nodes.append(entry.node) }
    }
    for list in statement.resourceLists where list.hasWildcard {
      for entry in list.entries where entry.arn?.service.hasWildcard ?? false {
        nodes.append(entry.node)
      }
    }
    return nodes.map { node in
      Issue(
        """
        Avoid using wildcards (*, ?) in the service name because it might grant unintended \
        access to other AWS services with similar names.
        """, at: node)
    }
  }
}
