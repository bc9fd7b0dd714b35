import Model
import PolicyLanguage

/// What it reports: actions of one list that an equal or wider one in the same list covers.
///
/// Why it matters: the statement is harder to read than it needs to be, and its size counts.
///
/// AWS: `suggestion-redundant-action`
enum RedundantAction: PolicyCheck {
  static let code: IssueCode = "REDUNDANT_ACTION"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .action(#"["s3:Put*", 1️⃣"s3:Get*", 2️⃣"s3:GetObject"]"#),
      .action(#"[1️⃣"s3:GetObject", 2️⃣"s3:getobject"]"#),
    ],
    accepted: [.action(#"["s3:Get*", "s3:PutObject", "s3:Ge?"]"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.actionLists.flatMap { list in
      Redundancy.groups(in: list).map { group in
        Issue(
          """
          The \(group.members.count) action(s) are redundant because they provide similar \
          permissions. Update the policy to remove the redundant action such as: \
          \(list.entries[group.named].text).
          """, at: group.members.map { list.entries[$0].node })
      }
    }
  }
}
