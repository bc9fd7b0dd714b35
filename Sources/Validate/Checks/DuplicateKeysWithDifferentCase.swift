import Model
import PolicyLanguage

/// What it reports: one key twice under one operator, spelled with other capitals.
///
/// Why it matters: case does not count in keys, so that one of the two is lost.
///
/// AWS: `error-duplicate-keys-with-different-case`
enum DuplicateKeysWithDifferentCase: PolicyCheck {
  static let code: IssueCode = "DUPLICATE_KEYS_WITH_DIFFERENT_CASE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {1️⃣"aws:username": "a", 2️⃣"aws:UserName": "b"}}"#)],
    accepted: [
      .condition(#"{"StringEquals": {"aws:username": "a"}, "StringLike": {"aws:UserName": "b"}}"#)
    ])

  static func issues(in block: PolicyConditionBlock, _ context: Context) -> [Issue] {
    guard block.conditions.count > 1 else { return [] }
    let groups = Dictionary(grouping: block.conditions, by: \.foldedName).values
    return groups.filter { $0.count > 1 }.map { same in
      Issue(
        """
        The condition key \(same[0].name) appears more than once with different capitalization \
        in the same condition block. Remove the duplicate condition keys.
        """, at: same.map(\.key))
    }
  }
}
