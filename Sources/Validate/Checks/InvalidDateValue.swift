import Model
import PolicyLanguage

/// What it reports: a date given as seconds since 1970.
///
/// Why it matters: people cannot read it, and a slip stays unseen; AWS says that it may be taken
/// for another date.
///
/// AWS: `general-warning-invalid-date-value`
enum InvalidDateValue: PolicyCheck {
  static let code: IssueCode = "INVALID_DATE_VALUE"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"DateLessThan": {"aws:CurrentTime": 1️⃣"1700000000"}}"#)],
    accepted: [.condition(#"{"DateLessThan": {"aws:CurrentTime": "2026-01-01"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .date else { return [] }
    return condition.literalValues.filter { DateValue($0.text) == .epoch }.map { value in
      Issue(
        """
        The date \(value.text) might not resolve as expected. We recommend that you use the \
        YYYY-MM-DD format.
        """, at: value.node)
    }
  }
}
