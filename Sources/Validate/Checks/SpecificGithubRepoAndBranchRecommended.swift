import Model
import PolicyLanguage

/// What it reports: a wildcard in the repository or branch that GitHub must name.
///
/// Why it matters: more workflows than meant can assume the role.
///
/// AWS: `general-warning-specific-github-repo-and-branch-recommended`
enum SpecificGithubRepoAndBranchRecommended: PolicyCheck {
  static let code: IssueCode = "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.trust]
  static let examples = Examples(
    reported: [.gitHub(#"{"StringLike": {"\#(GitHubTokens.subject)": 1️⃣"repo:a/*"}}"#)],
    accepted: [.gitHub(#"{"StringLike": {"\#(GitHubTokens.subject)": "repo:a/b:pull_request"}}"#)])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, condition.foldedName == GitHubTokens.subject,
      [.stringLike, .stringNotLike].contains(condition.comparison.comparison)
    else { return [] }
    return condition.values.filter { $0.string?.contains("*") ?? false }.map { value in
      Issue(
        """
        Using a wildcard (*) in token.actions.githubusercontent.com:sub can allow requests from \
        more sources than you intended. Specify the value of \
        token.actions.githubusercontent.com:sub with the repository and branch name.
        """, at: value)
    }
  }
}
