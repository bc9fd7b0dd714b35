import Model
import PolicyLanguage

/// What it reports: a `Sid` without text.
///
/// Why it matters: it names nothing.
///
/// AWS: `suggestion-empty-sid-value`
enum EmptySidValue: PolicyCheck {
  static let code: IssueCode = "EMPTY_SID_VALUE"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [.statement(#""Sid": 1️⃣"", "Effect": "Allow", "Action": "*", "Resource": "*""#)],
    accepted: [.statement(#""Sid": "A", "Effect": "Allow", "Action": "*", "Resource": "*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard let sid = statement.sid, sid.isString("") else { return [] }
    return [Issue("Add a value to the empty string in the Sid element.", at: sid)]
  }
}
