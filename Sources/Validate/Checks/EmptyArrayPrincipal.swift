import Model
import PolicyLanguage

/// What it reports: an empty list of principals.
///
/// Why it matters: the statement is about nobody.
///
/// AWS: `suggestion-empty-array-principal`
enum EmptyArrayPrincipal: PolicyCheck {
  static let code: IssueCode = "EMPTY_ARRAY_PRINCIPAL"
  static let type = FindingType.suggestion
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [.principal(#"{"AWS": 1️⃣[]}"#)],
    accepted: [.principal(#"{"AWS": ["111122223333"]}"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    let lists = statement.principalLists.flatMap(\.node.members).map(\.value)
    return lists.filter { $0.kind == .array && $0.count == 0 }.map { list in
      Issue(
        """
        This statement includes no principals and does not affect the policy. Specify \
        principals.
        """, at: list)
    }
  }
}
