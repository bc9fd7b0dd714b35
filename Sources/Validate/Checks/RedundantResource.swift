import Model
import PolicyLanguage

/// What it reports: resources of one list that an equal or wider one in the same list covers.
///
/// Why it matters: the statement is harder to read than it needs to be, and its size counts.
///
/// AWS: `suggestion-redundant-resource`
enum RedundantResource: PolicyCheck {
  static let code: IssueCode = "REDUNDANT_RESOURCE"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .resource(#"[1️⃣"arn:aws:s3:::a*", 2️⃣"arn:aws:s3:::a/*"]"#),
      .resource(#"[1️⃣"*", 2️⃣"arn:aws:s3:::a"]"#),
    ],
    accepted: [.resource(#"["arn:aws:s3:::a", "arn:aws:s3:::A"]"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.resourceLists.flatMap { list in
      Redundancy.groups(in: list).map { group in
        Issue(
          """
          The \(group.members.count) resource ARN(s) are redundant because they reference the \
          same resource. Review the use of wildcards (*), or remove the resource \
          \(list.entries[group.named].text) to remove the redundancy.
          """, at: group.members.map { list.entries[$0].node })
      }
    }
  }
}
