import Model
import PolicyLanguage

/// What it reports: a value of a numeric operator that is no number.
///
/// Why it matters: nothing can be equal to it, so that the condition does not do what it says.
///
/// AWS: `general-warning-type-mismatch-number`
enum TypeMismatchNumber: PolicyCheck {
  static let code: IssueCode = "TYPE_MISMATCH_NUMBER"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"NumericLessThan": {"aws:MultiFactorAuthAge": 1️⃣"1h"}}"#)],
    accepted: [.condition(#"{"NumericLessThan": {"aws:MultiFactorAuthAge": "-1.5"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .numeric else { return [] }
    return condition.literalValues.filter { Double($0.text) == nil }.map { value in
      Issue(
        "Add a valid numeric value for the condition operator \(condition.comparison.text).",
        at: value.node)
    }
  }
}
