import Configuration
import Git
import GitHub
import HTTP
import Record

extension Examination {
  private func gitHubConnection() async throws(Diagnosis) -> GitHubConnection {
    let token = try await token.value.get()
    return try Diagnosis.during {
      try GitHubConnection(
        environment: live.environment, http: live.http, token: token, retry: retry, now: now)
    }
  }

  /// The archive's repository on GitHub, by the configuration, Actions, or the remote's address.
  func gitHub() async throws(Diagnosis) -> GitHubClient {
    if let name = configured.repository?.text ?? variable("GITHUB_REPOSITORY") {
      return GitHubClient(try await gitHubConnection(), repository: name)
    }
    guard let name = try remoteName() else {
      throw .skipped("neither the configuration nor a remote names a repository on GitHub")
    }
    return GitHubClient(try await gitHubConnection(), repository: name)
  }

  /// The branch on GitHub, where it is known.
  func branchName() throws(Diagnosis) -> String {
    if let branch = configured.branch { return branch.text }
    return try branch(of: try openRepository()).branchName
  }

  /// `owner/name`, where the remote is on GitHub's server.
  private func remoteName() throws(Diagnosis) -> String? {
    guard case .success = repository else { return nil }
    let repository = try openRepository()
    let url = try Diagnosis.during { try repository.configured("remote.\(options.remote).url") }
    let server = RequestURL(variable("GITHUB_SERVER_URL") ?? "https://github.com")?.origin.host
    guard let url, let server else { return nil }
    return Self.name(in: url, on: server)
  }

  /// Understands `https://host/owner/name.git`, `ssh://git@host/owner/name` and
  /// `git@host:owner/name`.
  static func name(in url: String, on server: String) -> String? {
    let address = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let place = address.split(separator: "@").last ?? address
    let parts = place.split { $0 == "/" || $0 == ":" }
    guard parts.count >= 3, parts[0].lowercased() == server else { return nil }
    let name = parts.suffix(2).joined(separator: "/")
    let bare = name.hasSuffix(".git") ? String(name.dropLast(".git".count)) : name
    do { return try RepositoryName(bare).text } catch { return nil }
  }
}
