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
    let actions = statement.actionLists.filter(\.hasWildcard).flatMap {
      $0.entries.filter(\.hasWildcardInService)
    }
    let resources = statement.resourceLists.filter(\.hasWildcard).flatMap { list in
      list.entries.filter { $0.arn?.service.hasWildcard ?? false }
    }
    return (actions.map(\.node) + resources.map(\.node)).map { node in
      Issue(
        """
        Avoid using wildcards (*, ?) in the service name because it might grant unintended \
        access to other AWS services with similar names.
        """, at: node)
    }
  }
}
