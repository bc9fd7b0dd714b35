import Git
import HTTP
import Logging
import Model
import News
import Support
import Synchronization
import Testing

@testable import Publish

/// A run that drains, with a clock of its own.
@Suite(.timeLimit(.minutes(10))) struct DrainTests {
  /// What time it is, which the test decides.
  private final class Time: Sendable {
    private let seconds = Mutex(ContractWorld.now.seconds)

    var now: Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }

    func pass(_ count: Int64) { seconds.withLock { $0 += count } }
  }

  private let time = Time()

  @Test func `what a claim was too old for is claimed anew by the same run`() async throws {
    let server = try LoopbackServer { [time] request in
      // The first answer comes in the second half of the claim.
      if request.path == "/a/hook" { time.pass(70) }
      return .init(200)
    }
    try await GitFixture.use { git in
      try git.git("init", "-q", "--bare", "--initial-branch=main", "remote.git")
      try git.makeRepository("archive", files: ["policies/A": "1\n"])
      try git.git("remote", "add", "origin", git.at("remote.git"), in: "archive")
      try release("2026-11-20-10-00", of: [], in: git)
      let publisher = try publisher(git, over: ["a", "b"], at: server.url)
      try await publisher.begin()
      time.pass(600)
      try release("2026-11-20-18-10", of: [NewsFixture.message(of: "A")], in: git)

      let drained = try await publisher.drain()
      #expect(server.requests.map(\.path) == ["/a/hook", "/b/hook"])
      #expect(drained.deliveries.map(\.state) == [.delivered, .delivered])
      let claims = try git.git(
        "log", "--format=%s", "-p", "refs/notes/mamip", in: "remote.git")
      #expect(
        claims.split(separator: "\n").count { $0.hasPrefix("+{\"state\":\"claimed\"") } == 2,
        "\(claims)")
    }
  }

  /// Records a release and pushes it, as a run does.
  private func release(_ name: String, of messages: [String], in git: GitFixture) throws {
    for message in messages { try commit(message, in: git) }
    try commit(
      "Release \(name)\n\nRelease: \(name)\nChanges: \(messages.count)\n", in: git)
    try git.git("tag", "-a", "-m", name, name, in: "archive")
    try git.git("push", "-q", "--tags", "origin", "main", in: "archive")
  }

  private func commit(_ message: String, in git: GitFixture) throws {
    try git.git("commit", "-q", "--allow-empty", "-F", "-", in: "archive", input: message)
  }

  private func publisher(
    _ git: GitFixture, over names: [String], at url: String
  ) throws -> Publisher {
    let world = ContractWorld(url: url)
    let repository = try Repository.open(at: git.at("archive"))
    let access = RemoteAccess(
      client: world.http, credentials: RemoteCredentials(),
      retry: RetryPolicy(clock: ManualClock(advancesItself: true)) { 0.5 })
    let remote = try Remote(
      try RemoteLocation(git.at("remote.git")), of: repository, for: .archive, access: access)
    let book = ReceiptBook(
      repository, at: remote,
      ReceiptBook.Surroundings(
        run: "1", committer: { Signature(name: "Bot", email: "bot@localhost", time: $0) },
        now: { [time] in time.now }, sleep: { [time] in time.pass($0.components.seconds) }))
    let channels = try names.map { name in
      ConfiguredChannel(
        name: name, kind: .webhook, filter: NewsFilter(),
        channel: WebhookChannel(
          world.context(name), WebhookDialect(.generic, template: nil),
          address: try #require(WebhookAddress(Secret("\(url)/\(name)/hook"))), from: "HOOK",
          signature: nil))
    }
    return Publisher(
      book, over: channels, settings: DeliverySettings(), log: Logger(label: "test"))
  }
}
