import Model
import PolicyLanguage

/// What it reports: a space in the name of a variable.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-unsupported-space-in-variable`
enum UnsupportedSpaceInVariable: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_SPACE_IN_VARIABLE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:s3:::a/${aws:user name}""#)],
    accepted: [.resource(#""arn:aws:s3:::a/${aws:username, 'a b'}""#)])

  static func issues(in use: VariableUse, _ context: Context) -> [Issue] {
    guard use.isAllowed, use.variable.isClosed, use.variable.name.utf8.contains(UInt8(ascii: " "))
    else { return [] }
    return [
      Issue(
        "A space is not supported within the policy variable text. Remove the space.", at: use.node)
    ]
  }
}
