import Model
import PolicyLanguage

/// What it reports: `Null` with the suffix `IfExists`.
///
/// Why it matters: AWS refuses it, as `Null` asks whether the key is there.
///
/// AWS: `error-null-with-if-exists`
enum NullWithIfExists: PolicyCheck {
  static let code: IssueCode = "NULL_WITH_IF_EXISTS"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{1️⃣"NullIfExists": {"aws:username": "true"}}"#)],
    accepted: [.condition(#"{"Null": {"aws:username": "true"}}"#)])

  static func issues(in block: PolicyConditionBlock, _ context: Context) -> [Issue] {
    guard block.comparison.comparison == .null, block.comparison.hasIfExists else { return [] }
    return [
      Issue(
        """
        The Null condition operator cannot be used with the IfExists suffix. Update the operator \
        or the suffix.
        """, at: block.key)
    ]
  }
}
