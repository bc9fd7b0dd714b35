import Model
import PolicyLanguage

/// What it reports: a wildcard in an action of a service control policy, but at its end.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-scp-syntax-error-action-wildcard`
enum ScpSyntaxErrorActionWildcard: PolicyCheck {
  static let code: IssueCode = "SCP_SYNTAX_ERROR_ACTION_WILDCARD"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.scp]
  static let examples = Examples(
    reported: [.action(#"["s3:Get*", 1️⃣"s3:*Object"]"#, type: .scp)],
    accepted: [.action(#"["s3:Get*", "*"]"#, type: .scp)])

  static func issues(in action: PolicyAction, _ context: Context) -> [Issue] {
    guard action.name.text.dropLast().hasWildcard || action.text.hasSuffix("?") else { return [] }
    return [
      Issue(
        """
        SCP actions can include wildcards (*) only at the end of a string. Update \(action.text).
        """, at: action.node)
    ]
  }
}
