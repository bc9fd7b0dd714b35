import Model
import PolicyLanguage

/// What it reports: a resource control policy that allows less than everything to everybody.
///
/// Why it matters: such policies only take away; the statement that AWS gives itself is the only
/// one that may allow.
///
/// AWS: `error-rcp-syntax-error-allow`
enum RcpSyntaxErrorAllow: PolicyCheck {
  static let code: IssueCode = "RCP_SYNTAX_ERROR_ALLOW"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.rcp]
  static let examples = Examples(
    reported: [
      .policy(
        """
        {"Version": "2012-10-17", "Statement": [1️⃣{"Effect": "Allow", "Principal": "*", \
        "Action": "s3:*", "Resource": "arn:aws:s3:::a"}]}
        """, type: .rcp)
    ],
    accepted: [
      .statement(
        #""Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*""#, type: .rcp)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows, !isDefault(statement) else { return [] }
    return [
      Issue(
        """
        RCPs only support specifying all principals ("*") in the Principal element, all resources \
        ("*") in the Resource element, and no Condition element with an effect of Allow.
        """, at: statement.node)
    ]
  }

  private static func isDefault(_ statement: PolicyStatement) -> Bool {
    let principals = statement.principal?.entries.map(\.text)
    return principals == ["*"] && statement.resource?.entries.map(\.text) == ["*"]
      && statement.condition == nil
  }
}
