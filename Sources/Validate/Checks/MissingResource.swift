import Model
import PolicyLanguage

/// What it reports: a statement without `Resource` and `NotResource`.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-missing-resource`
enum MissingResource: PolicyCheck {
  static let code: IssueCode = "MISSING_RESOURCE"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.identity, .resource, .scp, .rcp]
  static let examples = Examples(
    reported: [
      .policy(#"{"Version": "2012-10-17", "Statement": 1️⃣{"Effect": "Allow", "Action": "*"}}"#)
    ],
    accepted: [.statement(#""Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::a""#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.resourceLists.isEmpty else { return [] }
    return [
      Issue("Add a Resource or NotResource element to the policy statement.", at: statement.node)
    ]
  }
}
