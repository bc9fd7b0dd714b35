import Model
import PolicyLanguage

/// What it reports: a text that is not JSON, has a member twice, or half a character.
///
/// Why it matters: AWS refuses it. Of two members with one name, readers differ in which they take.
///
/// AWS: `error-json-syntax-error`
enum JsonSyntaxError: PolicyCheck {
  static let code: IssueCode = "JSON_SYNTAX_ERROR"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .policy(#"{"Version": 1️⃣}"#),
      .policy(#"{"Version": "2012-10-17", 1️⃣"Version": "2012-10-17"}"#),
    ],
    accepted: [.policy(#"{"Version": "2012-10-17"}"#)])

  /// Nothing, because what has a document has no such error.
  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] { [] }

  /// Says where reading stopped.
  ///
  /// The numbers are those of the span: lines count from 1, columns and the index from 0.
  static func finding(of error: JSONSyntaxError) -> Finding {
    let place = Span.Position(line: error.line, column: error.column - 1, offset: error.offset)
    return Finding(
      type: type, code: code,
      details: """
        Fix the JSON syntax error at index \(place.offset) line \(place.line) column \
        \(place.column).
        """,
      learnMoreLink: learnMoreLink,
      locations: [Location(path: [], span: Span(start: place, end: place))])
  }
}
