import Model
import PolicyLanguage

/// What it reports: a default value of a variable without single quotes around it.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-missing-quote-in-variable`
enum MissingQuoteInVariable: PolicyCheck {
  static let code: IssueCode = "MISSING_QUOTE_IN_VARIABLE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.resource(#"1️⃣"arn:aws:s3:::a/${aws:PrincipalTag/team, 'none}""#)],
    accepted: [.resource(#""arn:aws:s3:::a/${aws:PrincipalTag/team, 'none'}""#)])

  static func issues(in use: VariableUse, _ context: Context) -> [Issue] {
    guard use.isAllowed, use.variable.isClosed, let text = use.variable.fallback, !isQuoted(text)
    else { return [] }
    return [
      Issue(
        """
        The policy variable default value must begin and end with a single quote. Add the missing \
        quote.
        """, at: use.node)
    ]
  }

  private static func isQuoted(_ text: String) -> Bool {
    text.utf8.count > 1 && text.hasPrefix("'") && text.hasSuffix("'")
  }
}
