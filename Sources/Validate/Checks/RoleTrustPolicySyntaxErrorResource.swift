import Model
import PolicyLanguage

/// What it reports: a resource in a policy of who may assume a role.
///
/// Why it matters: AWS refuses it, as the role is the resource.
///
/// AWS: `error-role-trust-policy-syntax-error-resource`
enum RoleTrustPolicySyntaxErrorResource: PolicyCheck {
  static let code: IssueCode = "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole", \
        1️⃣"Resource": "*"
        """, type: .trust)
    ],
    accepted: [.trust(#"{"AWS": "111122223333"}"#)])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    statement.resourceLists.map { list in
      Issue(
        """
        Role trust policies apply to the role that they are attached to. You cannot specify a \
        resource. Remove the Resource or NotResource element.
        """, at: list.key)
    }
  }
}
