import Model
import PolicyLanguage

/// What it reports: an element together with its opposite, such as `Action` and `NotAction`.
///
/// Why it matters: AWS refuses it, as either alone says what is meant.
///
/// AWS: `error-unsupported-element-combination`
enum UnsupportedElementCombination: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_ELEMENT_COMBINATION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .statement(#""Effect": "Allow", 1️⃣"Action": "*", 2️⃣"NotAction": "iam:*", "Resource": "*""#)
    ],
    accepted: [.statement(#""Effect": "Allow", "NotAction": "*", "NotResource": "*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    let isUsual =
      statement.notAction == nil && statement.notResource == nil && statement.notPrincipal == nil
    guard !isUsual else { return [] }
    let pairs: [(JSONNode?, JSONNode?)] = [
      (statement.action?.key, statement.notAction?.key),
      (statement.resource?.key, statement.notResource?.key),
      (statement.principal?.key, statement.notPrincipal?.key),
    ]
    return pairs.compactMap { plain, not in
      guard let plain, let not else { return nil }
      let (element, opposite) = (plain.string ?? "", not.string ?? "")
      return Issue(
        """
        The policy elements \(element) and \(opposite) can not be used in the same statement. \
        Remove one of these elements.
        """, at: plain, not)
    }
  }
}
