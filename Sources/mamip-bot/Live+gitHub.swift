import Configuration
import GitHub
import HTTP
import Model
import News
import Publish

/// As whom GitHub is asked.
struct GitHubCredential: Sendable {
  /// For the API and for git.
  let token: Secret
  /// Who that is, where it is known without asking.
  let login: String?
}

extension Live {
  /// The credential for GitHub: a token of the app where one is named, else `GITHUB_TOKEN`; nil
  /// where there is none.
  ///
  /// The app's token is fetched once in a run, for the archive's repository alone.
  func gitHubCredential(_ configuration: Configuration) async throws -> GitHubCredential? {
    guard let app = try await gitHubApp() else {
      return try await secret("GITHUB_TOKEN", "GH_TOKEN").map {
        GitHubCredential(token: $0, login: nil)
      }
    }
    let name =
      configuration.repository?.text
      ?? environment["GITHUB_REPOSITORY"].flatMap { $0.isEmpty ? nil : $0 }
    guard let name else {
      throw CommandError(
        "a GitHub App needs to know the archive's repository",
        hint: "set `repository` to `owner/name` in \(Configuration.path)", status: .configuration)
    }
    let fetch = installation.withLock { installation in
      let task = installation ?? Task { try await install(app, in: name, configuration) }
      installation = task
      return task
    }
    let installed = try await fetch.value
    return GitHubCredential(token: installed.token, login: installed.login)
  }

  /// The app of the environment; nil where none is named.
  private func gitHubApp() async throws -> GitHubApp? {
    let (id, key) = ("MAMIP_GITHUB_APP_ID", "MAMIP_GITHUB_APP_PRIVATE_KEY")
    switch (try await secret(id), try await secret(key)) {
    case (nil, nil): return nil
    case (let id?, let key?): return GitHubApp(id: id.reveal(), privateKey: key)
    case (nil, _): throw CommandError("\(id) is not set, but \(key) is", status: .configuration)
    case (_, nil): throw CommandError("\(key) is not set, but \(id) is", status: .configuration)
    }
  }

  private func install(
    _ app: GitHubApp, in repository: String, _ configuration: Configuration
  ) async throws -> GitHubInstallation {
    // Content is pushed, and releases are content.
    var permissions = ["contents": "write"]
    if (configuration.channels ?? []).contains(where: { $0.type == .gitHubIssue }) {
      permissions["issues"] = "write"
    }
    let connection = try GitHubConnection(
      environment: environment, http: http, token: nil, retry: retry, now: Self.now)
    do throws(GitHubError) {
      return try await app.installation(
        on: connection, of: repository, permissions: permissions)
    } catch {
      throw CommandError(
        "\(error)",
        hint: "check MAMIP_GITHUB_APP_ID and MAMIP_GITHUB_APP_PRIVATE_KEY, that the app is "
          + "installed on `\(repository)`, and that it has the permissions "
          + permissions.keys.sorted().map { "`\($0): write`" }.joined(separator: " and "),
        status: error.isUsers ? .configuration : .failed)
    }
  }
}

// MARK: - Channels

extension Live {
  /// A channel of releases in the archive's own repository.
  func makeGitHubRelease(_ plan: ChannelPlan) async throws -> any Channel {
    GitHubReleaseChannel(try await gitHubClient(plan), archive: plan.archive)
  }

  /// A channel of issues in the archive's own repository.
  func makeGitHubIssue(_ plan: ChannelPlan) async throws -> any Channel {
    GitHubIssueChannel(
      try await gitHubClient(plan), name: plan.name,
      topics: Set(plan.section.on ?? IssueTopic.allCases), archive: plan.archive,
      now: Self.now)
  }

  private static let channelWaitMax = Duration.seconds(5)

  private func gitHubClient(_ plan: ChannelPlan) async throws -> GitHubClient {
    let credential = try await channelCredential(plan)
    // A long wait is the queue's, which holds a claim only for a while.
    var retry = retry
    retry.retryAfterMax = Self.channelWaitMax
    retry.backoffMax = Self.channelWaitMax
    var connection = try GitHubConnection(
      environment: environment, http: plan.http, token: credential?.token, retry: retry,
      now: Self.now, pacer: plan.configuration.delivery?.pace ?? true ? gitHubPacer : nil)
    connection.login = credential?.login
    return GitHubClient(connection, repository: plan.archive.repository)
  }
}

extension Live {
  /// The credential of a channel; nil where it only shows what it would send.
  private func channelCredential(_ plan: ChannelPlan) async throws -> GitHubCredential? {
    let missing = ["GITHUB_TOKEN", "MAMIP_GITHUB_APP_ID"]
    if let drafting = plan.drafting {
      let names = missing + ["GH_TOKEN"]
      if names.allSatisfy({ environment[$0].map(\.isEmpty) ?? true }) { drafting.add(missing) }
      return nil
    }
    guard let credential = try await gitHubCredential(plan.configuration) else {
      throw MissingVariable(names: missing)
    }
    return credential
  }
}

extension GitHubError {
  /// Whether the user has something to put right.
  fileprivate var isUsers: Bool {
    switch kind {
    case .unauthorized, .forbidden, .notFound, .rejected, .misconfigured: true
    case .rateLimited, .server, .unreadable, .unreachable: false
    }
  }
}
