import Model
import PolicyLanguage

/// What it reports: a value of a date operator that is no date.
///
/// Why it matters: nothing can be equal to it, so that the condition does not do what it says.
///
/// AWS: `general-warning-type-mismatch-date`
enum TypeMismatchDate: PolicyCheck {
  static let code: IssueCode = "TYPE_MISMATCH_DATE"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"DateLessThan": {"aws:CurrentTime": 1️⃣"1 May 2026"}}"#)],
    accepted: [
      .condition(
        """
        {"DateLessThan": {"aws:CurrentTime": ["2026-01-01", "2026-01-01T10:00:00Z", \
        "2026-01-01T10:00:00.5+01:00", "1700000000"]}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .date else { return [] }
    return condition.literalValues.filter { DateValue($0.text) == nil }.map { value in
      Issue(
        """
        The date condition operator is used with an invalid value. Specify a valid date using \
        YYYY-MM-DD or other ISO 8601 date/time format.
        """, at: value.node)
    }
  }
}
