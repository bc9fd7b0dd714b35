import GitHub
import HTTP
import Model
import News
import Publish
import Support
import Testing

/// A repository on GitHub on this machine, and the channels that publish there.
struct GitHubWorld {
  let server: FakeGitHubServer
  let clock = ManualClock(advancesItself: true)
  let connection: GitHubConnection
  let archive: ArchiveAddress

  init(_ world: FakeGitHub, token: String = "t0ken") throws {
    server = try FakeGitHubServer(world)
    let clock = clock
    connection = GitHubConnection(
      http: HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test")),
      address: try #require(RequestURL(server.url)), token: Secret(token),
      retry: RetryPolicy(clock: clock) { 0.5 }, now: { Timestamp(seconds: 1_795_262_400) },
      pacer: WritePacer(clock: clock))
    archive = ArchiveAddress(server: "https://github.com", repository: world.repository)
  }

  var client: GitHubClient {
    GitHubClient(connection, repository: server.world.repository)
  }

  var releases: GitHubReleaseChannel { GitHubReleaseChannel(client, archive: archive) }
}

extension DeliveryOutcome {
  var isNotDelivered: Bool { if case .notDelivered = self { true } else { false } }
}

extension GitHubWorld {
  /// The channel of issues.
  func issues(
    _ topics: Set<IssueTopic> = Set(IssueTopic.allCases), name: String = "github-issue"
  ) -> GitHubIssueChannel {
    let (clock, start) = (clock, clock.now)
    return GitHubIssueChannel(client, name: name, topics: topics, archive: archive) {
      Timestamp(seconds: start.duration(to: clock.now).components.seconds)
    }
  }
}
