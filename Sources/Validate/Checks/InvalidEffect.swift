import Model
import PolicyLanguage

/// What it reports: an `Effect` other than `Allow` and `Deny`.
///
/// Why it matters: AWS refuses it; case counts.
///
/// AWS: `error-invalid-effect`
enum InvalidEffect: PolicyCheck {
  static let code: IssueCode = "INVALID_EFFECT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.statement(#""Effect": 1️⃣"allow", "Action": "*", "Resource": "*""#)],
    accepted: [.action(#""*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard let effect = statement.effect, let text = effect.string, !statement.allows,
      !statement.denies
    else { return [] }
    return [Issue("The effect \(text) is not valid. Use Allow or Deny.", at: effect)]
  }
}
