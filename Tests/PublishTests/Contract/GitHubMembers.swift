import GitHub
import HTTP
import Model
import News
import PolicyLanguage
import Publish
import Support
import Testing

extension ContractMember {
  static let gitHubIssue = member(
    "github-issue", "issues", bodyMax: 65_536
  ) { client, archive in
    RolledBack(
      channel: GitHubIssueChannel(
        client, name: "github-issue", topics: [.rollback], archive: archive,
        now: { ContractWorld.now }))
  }

  static let gitHubRelease = member(
    "github-release", "releases", bodyMax: 125_000
  ) { client, archive in
    GitHubReleaseChannel(client, archive: archive)
  }

  private static func member(
    _ name: String, _ collection: String, bodyMax: Int,
    _ make: @escaping @Sendable (GitHubClient, ArchiveAddress) -> any Channel
  ) -> ContractMember {
    ContractMember(
      name: name, secrets: ["ghs_t0ken"],
      make: { world in
        let clock = ManualClock(advancesItself: true)
        let connection = GitHubConnection(
          http: world.http, address: try #require(RequestURL(world.url)),
          token: Secret("ghs_t0ken"), retry: RetryPolicy(clock: clock) { 0.5 },
          now: { ContractWorld.now }, pacer: WritePacer(clock: clock))
        return make(GitHubClient(connection, repository: "o/r"), world.context(name).archive)
      },
      isWrite: { $0.method == "POST" && $0.path == "/repos/o/r/\(collection)" },
      answer: { request, posted in
        var github = FakeGitHub(tags: ["2026-11-20-18-00"])
        github.logins = ["ghs_t0ken": "github-actions[bot]"]
        for text in posted { github.post(text, to: collection) }
        let before = github.releases.count + github.issues.count
        let reply = github.answer(FakeGitHub.Call(request, repository: "o/r"))
        if github.releases.count + github.issues.count > before { posted.append(request.text) }
        return reply
      },
      message: { canonical($0.text) },
      isWithinBounds: { text in
        let root = try? JSONDocument(parsing: Array(text.utf8)).root
        return root?["body"]?.string.map { $0.unicodeScalars.count <= bodyMax } ?? false
      })
  }

  /// JSON as a draft shows it.
  private static func canonical(_ text: String) -> String {
    let root = try? JSONDocument(parsing: Array(text.utf8)).root
    let bytes = root.map { JSONWriter.canonical($0, indentedBy: 2) }
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}

/// Has the news say that one policy was rolled back, which is something to look at.
private struct RolledBack: Channel {
  let channel: GitHubIssueChannel

  var promise: DeliveryPromise { channel.promise }

  func drafts(of news: ReleaseNews) -> [Draft] { channel.drafts(of: rolledBack(news)) }

  func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    await channel.deliver(rolledBack(news))
  }

  private func rolledBack(_ news: ReleaseNews) -> ReleaseNews {
    var news = news
    news.policies = Array(news.policies.prefix(1))
    news.policies[0].kind = .reverted
    return news
  }
}
