import Model
import PolicyLanguage

/// What it reports: another principal than everybody in a resource control policy.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-rcp-syntax-error-principal`
enum RcpSyntaxErrorPrincipal: PolicyCheck {
  static let code: IssueCode = "RCP_SYNTAX_ERROR_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.rcp]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Deny", "Principal": 1️⃣{"AWS": "111122223333"}, "Action": "s3:*", \
        "Resource": "*"
        """, type: .rcp),
      .statement(
        #""Effect": "Deny", 1️⃣"NotPrincipal": "*", "Action": "s3:*", "Resource": "*""#, type: .rcp),
    ],
    accepted: [
      .statement(
        #""Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*""#, type: .rcp)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    let isEverybody = statement.principal?.entries.allSatisfy { $0.text == "*" } ?? false
    guard !isEverybody || statement.notPrincipal != nil else { return [] }
    let place = statement.notPrincipal?.key ?? statement.principal?.node ?? statement.node
    return [
      Issue(
        """
        The Principal element contents are not valid. RCPs only support specifying all principals \
        ("*") in the Principal element. The NotPrincipal element is not supported for RCPs.
        """, at: place)
    ]
  }
}
