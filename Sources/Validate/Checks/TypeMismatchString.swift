import Model
import PolicyLanguage

/// What it reports: a value of `BinaryEquals` that is not base64.
///
/// Why it matters: the condition never holds.
///
/// AWS: `general-warning-type-mismatch-string`
enum TypeMismatchString: PolicyCheck {
  static let code: IssueCode = "TYPE_MISMATCH_STRING"
  static let type = FindingType.warning
  static let examples = Examples(
    reported: [.condition(#"{"BinaryEquals": {"aws:username": 1️⃣"Bin-ry"}}"#)],
    accepted: [.condition(#"{"BinaryEquals": {"aws:username": "QmluYXJ5"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.comparison.family == .binary else { return [] }
    return condition.literalValues.filter { !isBase64($0.text) }.map { value in
      Issue(
        """
        Add a valid base64-encoded string value for the condition operator \
        \(condition.comparison.text).
        """, at: value.node)
    }
  }

  private static func isBase64(_ text: String) -> Bool {
    let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return text.utf8.count.isMultiple(of: 4) && padding <= 2
      && text.utf8.dropLast(padding).allSatisfy { Character(Unicode.Scalar($0)).isBase64 }
  }
}

extension Character {
  fileprivate var isBase64: Bool { isASCII && (isLetter || isNumber || self == "+" || self == "/") }
}
