import PolicyLanguage

extension GitHubClient {
  /// The repository itself.
  package func repositoryState() async throws(GitHubError) -> GitHubRepositoryState {
    let operation = "read the repository `\(repository)`"
    let json = try await read(GitHubCall(operation: operation, path: []))
    return try GitHubRepositoryState(Answered(json, operation))
  }

  /// Whether a branch is there and protected; nil where there is none.
  package func branch(_ name: String) async throws(GitHubError) -> GitHubBranch? {
    let operation = "read the branch `\(name)` of `\(repository)`"
    do {
      let json = try await read(GitHubCall(operation: operation, path: ["branches", name]))
      return try GitHubBranch(Answered(json, operation))
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }
}

/// What GitHub says about a repository and what we may do with it.
package struct GitHubRepositoryState: Sendable, Equatable {
  /// `owner/name` as it is spelled today, also where we asked by a former name.
  package let fullName: String
  /// The branch from which scheduled workflows run.
  package let defaultBranch: String
  /// Whether it can only be read any more.
  package let isArchived: Bool
  /// Whether GitHub has switched it off.
  package let isDisabled: Bool
  /// Whether the token may push; nil where GitHub does not say, as to nobody in particular.
  package let canPush: Bool?

  init(_ answer: Answered) throws(GitHubError) {
    fullName = try answer.text("full_name")
    defaultBranch = try answer.text("default_branch")
    isArchived = answer.json["archived"]?.bool ?? false
    isDisabled = answer.json["disabled"]?.bool ?? false
    canPush = answer.json["permissions"]?["push"]?.bool
  }
}

/// What GitHub says about a branch.
package struct GitHubBranch: Sendable, Equatable {
  package let name: String
  /// Whether a branch protection or a ruleset covers it.
  package let isProtected: Bool

  init(_ answer: Answered) throws(GitHubError) {
    name = try answer.text("name")
    isProtected = answer.json["protected"]?.bool ?? false
  }
}
