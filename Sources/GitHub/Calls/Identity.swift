import HTTP

extension GitHubClient {
  /// Whom GitHub takes for the author of what is made with `GITHUB_TOKEN` in Actions.
  private static let actionsLogin = "github-actions[bot]"

  /// Who we are.
  ///
  /// Only a person's token can ask. One of an app's installation cannot: it is an app's own, whose
  /// name is known from elsewhere, or the one that Actions hands out.
  package func login() async throws(GitHubError) -> String {
    if let login = connection.login { return login }
    let operation = "ask who the token belongs to"
    do {
      let json = try await read(GitHubCall(operation: operation, root: ["user"]))
      return try Answered(json, operation).text("login")
    } catch {
      guard case .forbidden = error.kind else { throw error }
      return Self.actionsLogin
    }
  }
}
