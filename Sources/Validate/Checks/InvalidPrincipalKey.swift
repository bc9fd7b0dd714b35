import Model
import PolicyLanguage

/// What it reports: a kind of principal that does not exist.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-invalid-principal-key`
enum InvalidPrincipalKey: PolicyCheck {
  static let code: IssueCode = "INVALID_PRINCIPAL_KEY"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [.principal(#"{1️⃣"Aws": "111122223333"}"#)],
    accepted: [.principal(#"{"AWS": "111122223333", "Service": "s3.amazonaws.com"}"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.principalLists.flatMap(\.node.members).filter { !kinds.contains($0.name) }.map {
      kind in
      Issue("The principal key \(kind.name) is not valid.", at: kind.key)
    }
  }

  private static let kinds: Set = ["AWS", "CanonicalUser", "Federated", "Service"]
}
