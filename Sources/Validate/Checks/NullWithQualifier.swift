import Model
import PolicyLanguage

/// What it reports: `Null` with `ForAllValues:` or `ForAnyValue:`.
///
/// Why it matters: it then always holds, or never.
///
/// AWS: `suggestion-null-with-qualifier`
enum NullWithQualifier: PolicyCheck {
  static let code: IssueCode = "NULL_WITH_QUALIFIER"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.condition(#"{1️⃣"ForAnyValue:Null": {"aws:TagKeys": "true"}}"#)],
    accepted: [.condition(#"{"Null": {"aws:TagKeys": "true"}}"#)])

  static func issues(in block: PolicyConditionBlock, _ context: Context) -> [Issue] {
    guard block.comparison.comparison == .null, block.comparison.qualifier != nil else { return [] }
    return [
      Issue(
        """
        Avoid using the Null condition operator with the ForAllValues or ForAnyValue qualifiers \
        because they always return a true or false respectively.
        """, at: block.key)
    ]
  }
}
