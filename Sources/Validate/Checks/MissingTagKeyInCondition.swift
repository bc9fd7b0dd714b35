import Model
import PolicyLanguage

/// What it reports: `aws:ResourceTag`, `aws:RequestTag` or `aws:PrincipalTag` without the key of a
/// tag.
///
/// Why it matters: no request has such a key.
///
/// AWS: `error-missing-tag-key-in-condition`
enum MissingTagKeyInCondition: PolicyCheck {
  static let code: IssueCode = "MISSING_TAG_KEY_IN_CONDITION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .condition(#"{"StringEquals": {1️⃣"aws:ResourceTag": "a"}}"#),
      .condition(#"{"StringEquals": {1️⃣"aws:PrincipalTag/": "a"}}"#),
    ],
    accepted: [.condition(#"{"StringEquals": {"aws:ResourceTag/team": "a"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    let folded = condition.foldedName
    guard GlobalKeys.withTagKey.contains(folded.hasSuffix("/") ? String(folded.dropLast()) : folded)
    else { return [] }
    let name = condition.name.hasSuffix("/") ? String(condition.name.dropLast()) : condition.name
    return [
      Issue(
        """
        The condition key \(name)/ must include a tag key to control access based on tags. Use the \
        format \(name)/tag-key and specify a key name for tag-key.
        """, at: condition.key)
    ]
  }
}
