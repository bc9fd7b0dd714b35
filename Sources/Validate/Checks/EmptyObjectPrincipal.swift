import Model
import PolicyLanguage

/// What it reports: a principal without kinds.
///
/// Why it matters: the statement is about nobody.
///
/// AWS: `suggestion-empty-object-principal`
enum EmptyObjectPrincipal: PolicyCheck {
  static let code: IssueCode = "EMPTY_OBJECT_PRINCIPAL"
  static let type = FindingType.suggestion
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [.principal("1️⃣{}")],
    accepted: [.principal(#""*""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.principalLists.filter { $0.node.kind == .object && $0.node.count == 0 }.map { list in
      Issue(
        """
        This statement includes no principals and does not affect the policy. Specify \
        principals.
        """, at: list.node)
    }
  }
}
