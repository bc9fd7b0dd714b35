import Model
import PolicyLanguage

/// What it reports: statements that are equal but for their `Sid`.
///
/// Why it matters: one of them says it all.
///
/// AWS: `suggestion-redundant-statement`
enum RedundantStatement: PolicyCheck {
  static let code: IssueCode = "REDUNDANT_STATEMENT"
  static let type = FindingType.suggestion
  static let examples = Examples(
    reported: [
      .policy(
        """
        {"Version": "2012-10-17", "Statement": [1️⃣{"Sid": "A", "Action": "*"}, {"Action": \
        "a"}, 2️⃣{"Action": "*"}]}
        """)
    ],
    accepted: [
      .policy(#"{"Version": "2012-10-17", "Statement": [{"Action": "*"}, {"NotAction": "*"}]}"#)
    ])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    policy.equalStatements.map { nodes in
      Issue(
        """
        The statements are redundant because they provide identical permissions. Update the \
        policy to remove the redundant statement.
        """, at: nodes)
    }
  }
}
