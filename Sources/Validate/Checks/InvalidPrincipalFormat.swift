import Model
import PolicyLanguage

/// What it reports: a principal that is neither a star nor an object.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-invalid-principal-format`
enum InvalidPrincipalFormat: PolicyCheck {
  static let code: IssueCode = "INVALID_PRINCIPAL_FORMAT"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [
      .principal(#"1️⃣"arn:aws:iam::111122223333:root""#),
      .principal(#"1️⃣["*"]"#),
    ],
    accepted: [
      .principal(#""*""#),
      .principal(#"{"AWS": "111122223333"}"#),
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.principalLists.filter { $0.node.kind != .object && !$0.node.isString("*") }.map {
      list in
      Issue(
        """
        The Principal element contents are not valid. Specify a key-value pair in the Principal \
        element.
        """, at: list.node)
    }
  }
}
