import Model
import PolicyLanguage

/// What it reports: a member of the policy or of a statement that the language does not have.
///
/// Why it matters: AWS refuses it; often it is a misspelling.
///
/// AWS: `error-invalid-policy-element`
enum InvalidPolicyElement: PolicyCheck {
  static let code: IssueCode = "INVALID_POLICY_ELEMENT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .policy(#"{"Version": "2012-10-17", 1️⃣"Statements": []}"#),
      .statement(#""Effect": "Allow", 1️⃣"Actions": "s3:GetObject""#),
    ],
    accepted: [.statement(#""Effect": "Allow", "Action": "s3:GetObject", "Resource": "*""#)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    let names = policy.node.names(otherThan: elements)
    return (names + policy.statements.flatMap(\.unknown)).map { name in
      Issue("The policy element \(name.string ?? "") is not valid.", at: name)
    }
  }

  private static let elements = ["Id", "Statement", "Version"]
}
