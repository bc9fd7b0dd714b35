import Model
import PolicyLanguage

/// What it reports: GitHub as the identity provider without a condition on the repository.
///
/// Why it matters: every workflow on GitHub can assume the role.
///
/// AWS: `security-warning-missing-github-repo-condition-key`
enum MissingGithubRepoConditionKey: PolicyCheck {
  static let code: IssueCode = "MISSING_GITHUB_REPO_CONDITION_KEY"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [.gitHub(#"{"StringEquals": {"\#(GitHubTokens.provider):aud": "a"}}"#, mark: "1️⃣")],
    accepted: [.gitHub(#"{"StringEquals": {"\#(GitHubTokens.subject)": "repo:a/b:*"}}"#)])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard context.statement.allows, principal.oidcProvider == GitHubTokens.provider,
      context.statement.conditions(on: GitHubTokens.subject).isEmpty
    else { return [] }
    return [
      Issue(
        """
        Granting a federated GitHub principal permissions without a condition key can allow more \
        sources to assume the role than you intended. Add the \
        token.actions.githubusercontent.com:sub condition key and specify the branch and \
        repository name in the value.
        """, at: principal.node)
    ]
  }
}
