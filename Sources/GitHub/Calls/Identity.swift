import PolicyLanguage

/// Whose issues and comments are ours.
package enum GitHubIdentity: Sendable, Equatable {
  /// Those of this user or app.
  case login(String)
  /// Those of any app: a token of an app's installation, such as that of Actions, cannot ask whose
  /// it is.
  case someApp

  /// Whether the author of a thing is us, as far as we know who we are.
  func isAuthor(of thing: JSONNode) -> Bool {
    guard let login = thing["user"]?["login"]?.string else { return false }
    return switch self {
    case .login(let own): login == own
    case .someApp: login.hasSuffix("[bot]")
    }
  }
}

extension GitHubClient {
  /// Who we are, as far as it can be known.
  package func identity() async throws(GitHubError) -> GitHubIdentity {
    if let login = connection.login { return .login(login) }
    let operation = "ask who the token belongs to"
    do {
      let json = try await read(GitHubCall(operation: operation, root: ["user"]))
      return .login(try Answered(json, operation).text("login"))
    } catch {
      switch error.kind {
      case .forbidden, .notFound: return .someApp
      default: throw error
      }
    }
  }
}
