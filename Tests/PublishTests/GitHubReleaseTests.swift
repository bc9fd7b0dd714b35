import Model
import News
import PolicyLanguage
import Publish
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct GitHubReleaseTests {
  private static let name = "2026-11-20-18-00"

  private func world(tags: Set<String> = [name]) throws -> GitHubWorld {
    try GitHubWorld(FakeGitHub(tags: tags))
  }

  @Test func `a release is published for its tag, as the latest one`() async throws {
    let world = try world()
    let outcome = try await world.releases.deliver(NewsFixture.release())
    #expect(
      outcome
        == .delivered(
          id: "1001", url: "https://github.com/o/r/releases/tag/2026-11-20-18-00"))
    let release = try #require(world.server.world.releases.first)
    #expect(release.tag == Self.name)
    #expect(release.title == "Policy1 v5 → v6: +2 actions")
    #expect(release.body.contains("+ ec2:AssignIpv6Addresses"))
    #expect(release.isLatest == "true")
    #expect(
      world.server.takeCalls().map(\.description) == [
        "GET git/ref/tags/2026-11-20-18-00", "POST releases",
      ])
  }

  @Test func `the request names no commit, and what a dry run shows is what is sent`() async throws
  {
    let world = try world()
    let news = try NewsFixture.release()
    _ = await world.releases.deliver(news)
    let sent = try #require(world.server.requests.last)
    let draft = try #require(world.releases.drafts(of: news).first)
    #expect(draft.target == "POST \(world.server.url)\(sent.target)")
    let body = try JSONDocument(parsing: sent.body).root
    #expect(body.members.map(\.name) == ["tag_name", "name", "body", "make_latest"])
    let shown = try JSONDocument(parsing: Array(draft.body.utf8)).root
    #expect(shown.isSameValue(as: body))
    #expect(!draft.body.contains("t0ken"))
  }

  @Test func `without the tag on the server nothing is published`() async throws {
    let world = try world(tags: [])
    let outcome = try await world.releases.deliver(NewsFixture.release())
    #expect(
      outcome
        == .notDelivered(
          reason: "the tag `2026-11-20-18-00` is not on the server, or hidden from the token",
          retryAfter: nil))
    #expect(world.server.world.releases.isEmpty)
  }

  @Test func `a release that is there already is adopted as it is`() async throws {
    let world = try world()
    let first = try await world.releases.deliver(NewsFixture.release())
    let before = world.server.world.releases
    let again = try await world.releases.deliver(NewsFixture.release(policies: 2))
    #expect(again == first)
    #expect(world.server.world.releases == before)
  }

  @Test func `an answer that was lost is in doubt, and a repeat finds the release`() async throws {
    let world = try world()
    world.server.plan(.lost("POST releases"))
    #expect(try await world.releases.deliver(NewsFixture.release()).isInDoubt)
    #expect(try await world.releases.deliver(NewsFixture.release()).isDelivered)
    #expect(world.server.world.releases.count == 1)
  }

  @Test(arguments: [
    (401, false), (403, false), (404, false), (410, false), (422, false), (500, true), (502, true),
    (503, true),
  ])
  func `a refusal is not delivered, and GitHub's own failure is in doubt`(
    status: Int, isInDoubt: Bool
  ) async throws {
    let world = try world()
    world.server.plan(.answer("POST releases", FakeGitHub().refusal(status, "no")))
    let outcome = try await world.releases.deliver(NewsFixture.release())
    #expect(outcome.isInDoubt == isInDoubt)
    #expect(outcome.isNotDelivered == !isInDoubt)
    #expect(!"\(outcome)".contains("t0ken"))
  }

  @Test(arguments: [
    (403, "You have exceeded a secondary rate limit", [("Retry-After", "7")], 7),
    (403, "You have exceeded a secondary rate limit", [], 60),
    (429, "Slow down", [], 60),
    (
      403, "API rate limit exceeded",
      [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1795262500")], 100
    ),
  ])
  func `a limit says how long to wait`(
    status: Int, message: String, headers: [(String, String)], wait: Int
  ) async throws {
    let world = try world()
    world.server.plan(
      .answer("POST releases", FakeGitHub().refusal(status, message, headers: headers)))
    let outcome = try await world.releases.deliver(NewsFixture.release())
    guard case .notDelivered(_, let retryAfter) = outcome else {
      Issue.record("it is \(outcome)")
      return
    }
    #expect(retryAfter == .seconds(wait))
  }

  @Test func `pages for people in place of answers are no successes`() async throws {
    let world = try world()
    world.server.plan(.answer("POST releases", .html(200, "sign in")))
    #expect(try await world.releases.deliver(NewsFixture.release()).isInDoubt)
    world.server.plan(.answer("POST releases", .html(403, "go away")))
    #expect(try await world.releases.deliver(NewsFixture.release()).isNotDelivered)
  }

  @Test func `100 pending releases drain within the public limits`() async throws {
    let names = (10...59).flatMap { ["2026-11-19-18-\($0)", "2026-11-20-18-\($0)"] }
    var github = FakeGitHub(tags: Set(names))
    github.limits = nil
    let world = try GitHubWorld(github)
    let (clock, start) = (world.clock, world.clock.now)
    world.server.world.limits = FakeGitHub.Limits { start.duration(to: clock.now) }
    for name in names {
      #expect(try await world.releases.deliver(NewsFixture.release(name)).isDelivered)
    }
    #expect(world.server.world.releases.map(\.tag) == names)
    #expect(start.duration(to: clock.now) < .seconds(120))
  }

  @Test func `what would exceed an hour's limit is left for later, without asking`() async throws {
    let world = try world(tags: [])
    let (clock, start) = (world.clock, world.clock.now)
    world.server.world.limits = FakeGitHub.Limits { start.duration(to: clock.now) }
    var outcomes: [DeliveryOutcome] = []
    for number in 0..<510 {
      let name = "2026-\(10 + number / 100)-10-10-\(10 + number % 100 % 90)-\(number)"
      world.server.world.tags.insert(name)
      outcomes.append(try await world.releases.deliver(NewsFixture.release(name)))
    }
    #expect(outcomes.prefix(500).allSatisfy { $0.isDelivered })
    guard case .notDelivered(let reason, let wait?) = outcomes[500] else {
      Issue.record("it is \(outcomes[500])")
      return
    }
    #expect(reason.contains("more would be written than GitHub allows in an hour"))
    #expect(wait > .seconds(2_900))
    #expect(world.server.requests.count { $0.method == "POST" } == 500)
    clock.advance(by: wait)
    let name = "2026-11-20-18-00"
    world.server.world.tags.insert(name)
    #expect(try await world.releases.deliver(NewsFixture.release(name)).isDelivered)
  }
}
