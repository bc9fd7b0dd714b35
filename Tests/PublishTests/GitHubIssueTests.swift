import Model
import News
import PolicyLanguage
import Publish
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct GitHubIssueTests {
  /// News of one policy: what its commit says, below the trailers that all have.
  private static func news(
    _ trailers: String..., at release: String = "2026-11-20-18-00", kind: String = "updated",
    version: Int = 6, lines: String = "+ iam:PutRolePolicy", policy: String = "Alpha"
  ) throws -> ReleaseNews {
    let message = """
      \(policy) v\(version - 1) → v\(version): changed

      \(lines)

      Policy-Name: \(policy)
      Policy-Version: v\(version)
      Policy-Previous-Version: v\(version - 1)
      Policy-Change: \(kind)
      \(trailers.joined(separator: "\n"))

      """.replacing("\n\n\n", with: "\n")
    return ReleaseNews(
      name: try #require(ReleaseName(release)), commit: String(repeating: "a", count: 40),
      time: Timestamp(seconds: 1_795_197_600),
      policies: [try #require(PolicyNews(message: message, commit: "c0ffee"))])
  }

  private static let opening = "Escalation: iam-005 iam:PutRolePolicy"

  @Test func `an issue is opened for what a person must look at, with its labels`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    let news = try Self.news(
      Self.opening, "Finding: ERROR INVALID_ACTION 2", "Validator: offline 2026-10-27")
    let outcome = await world.issues().deliver(news)
    #expect(outcome == .delivered(id: "1", url: "https://github.com/o/r/issues/1"))
    let issue = try #require(world.server.world.issues.first)
    #expect(issue.title == "Alpha v6: 2 errors; opens iam-005")
    #expect(issue.labels == ["managed-policy", "policy-error", "policy-escalation"])
    #expect(
      issue.body
        == """
        <!-- mamip-bot {"channel":"github-issue","release":"2026-11-20-18-00","policy":"Alpha",\
        "findings":["ERROR INVALID_ACTION 2"],"escalations":[["iam:PutRolePolicy"]],\
        "removed":[]} -->
        **[Alpha](https://github.com/o/r/commit/c0ffee)** v5 → v6, in the release \
        [2026-11-20-18-00](https://github.com/o/r/releases/tag/2026-11-20-18-00).

        updated · [text](https://github.com/o/r/blob/c0ffee/policies/Alpha) · \
        [AWS's page](https://docs.aws.amazon.com/aws-managed-policy/latest/reference/Alpha.html)

        - opens a known way to more permissions, [iam-005]\
        (https://pathfinding.cloud/paths/iam-005): `iam:PutRolePolicy`

        ```diff
        + iam:PutRolePolicy
        ```

        [Findings](https://github.com/o/r/blob/c0ffee/findings/Alpha.json): \
        2 × [INVALID\\_ACTION](https://docs.aws.amazon.com/IAM/latest/UserGuide/\
        access-analyzer-reference-policy-checks.html\
        #access-analyzer-reference-policy-checks-error-invalid-action) (error).

        ---

        A later version that settles all of this closes the issue. Closed by hand, it stays closed \
        while nothing new is found.

        """.replacing("\\_", with: "_"))
    #expect(
      world.server.world.labels.map { "\($0.name) \($0.color)" } == [
        "managed-policy 0969da", "policy-error d73a4a", "policy-escalation 5319e7",
      ])
  }

  @Test func `what nobody must look at opens nothing`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    let quiet = [
      try Self.news("Actions-Added: 1", "Finding: WARNING X 1"),
      try Self.news("Finding: ERROR X 1", kind: "reissued"),
    ]
    for news in quiet { #expect(await world.issues().deliver(news).isDelivered) }
    #expect(await world.issues([.error]).deliver(try Self.news(Self.opening)).isDelivered)
    #expect(world.server.world.issues.isEmpty)
    #expect(!world.server.requests.contains { $0.method != "GET" })
  }

  @Test func `each word of the configuration opens for its own topic only`() async throws {
    let samples: [IssueTopic: ReleaseNews] = [
      .deprecation: try Self.news(kind: "deprecated"),
      .error: try Self.news("Finding: ERROR X 1"),
      .escalation: try Self.news(Self.opening),
      .removal: try Self.news("Actions-Removed: 3"),
      .rollback: try Self.news(kind: "reverted"),
      .securityWarning: try Self.news("Finding: SECURITY_WARNING X 1"),
    ]
    for (topic, news) in samples {
      let world = try GitHubWorld(FakeGitHub())
      #expect(
        await world.issues(Set(IssueTopic.allCases).subtracting([topic])).deliver(news).isDelivered)
      #expect(world.server.world.issues.isEmpty)
      #expect(await world.issues([topic]).deliver(news).isDelivered)
      #expect(
        world.server.world.issues.map(\.labels) == [["managed-policy", "policy-\(topic.rawValue)"]])
    }
  }

  @Test func `a repeat, and a lost answer, open nothing twice`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    let news = try Self.news(Self.opening)
    world.server.plan(.lost("POST issues"))
    #expect(await world.issues().deliver(news).isInDoubt)
    #expect(await world.issues().deliver(news).isDelivered)
    #expect(await world.issues().deliver(news).isDelivered)
    #expect(world.server.world.issues.count == 1)
    world.server.world.issues[0].isOpen = false
    #expect(await world.issues().deliver(news).isDelivered)
    #expect(world.server.world.issues.count == 1)
  }

  @Test func `an issue of somebody else does not stop ours`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    let news = try Self.news(Self.opening)
    _ = await world.issues().deliver(news)
    world.server.world.issues[0].author = "mallory"
    _ = await world.issues().deliver(news)
    #expect(world.server.world.issues.map(\.author) == ["mallory", "archivist"])
    let list = try #require(world.server.requests.first { $0.path == "/repos/o/r/issues" })
    #expect(list.query == "creator=archivist&labels=managed-policy&per_page=100&state=open")
  }

  @Test func `a version that settles everything comments and closes`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    _ = await world.issues().deliver(
      try Self.news(Self.opening, "Finding: ERROR X 1", "Validator: offline 2026-10-27"))
    world.server.world.issues[0].labels.append("triaged")
    let half = try Self.news(
      "Validator: offline 2026-10-27", at: "2026-11-21-18-00", version: 7, lines: "+ s3:GetObject")
    _ = await world.issues().deliver(half)
    #expect(world.server.world.issues[0].isOpen)
    #expect(
      world.server.world.issues[0].labels == ["managed-policy", "triaged", "policy-escalation"])
    let settled = try Self.news(
      "Validator: offline 2026-10-27", at: "2026-11-22-18-00", version: 8,
      lines: "- iam:PutRolePolicy")
    world.server.plan(.lost("POST comments"))
    #expect(await world.issues([.escalation]).deliver(settled).isInDoubt)
    #expect(await world.issues([.escalation]).deliver(settled).isDelivered)
    #expect(await world.issues([.escalation]).deliver(settled).isDelivered)
    let issue = world.server.world.issues[0]
    #expect(!issue.isOpen)
    #expect(issue.reason == "completed")
    #expect(issue.comments.count == 2)
    #expect(issue.comments[0].body.contains(": validation finds no error any more."))
    #expect(
      issue.comments[1].body.contains(
        ": the known ways to more permissions are closed. This closes the issue."))
    #expect(world.server.world.issues.count == 1)
  }

  @Test func `what is found again in an issue that somebody closed opens no other`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    _ = await world.issues().deliver(try Self.news("Finding: ERROR X 1"))
    world.server.world.issues[0].isOpen = false
    _ = await world.issues().deliver(
      try Self.news("Finding: ERROR X 1", at: "2026-11-21-18-00", version: 7))
    #expect(world.server.world.issues.count == 1)
    _ = await world.issues().deliver(
      try Self.news("Finding: ERROR X 2", at: "2026-11-22-18-00", version: 8))
    #expect(world.server.world.issues.count == 2)
  }

  @Test func `a burst opens a few issues and one that collects the rest`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    var news = try Self.news()
    news.policies = try (1...400).flatMap {
      try Self.news("Finding: ERROR X 1", policy: "Policy\($0)").policies
    }
    world.server.plan(.lost("POST issues"))
    for _ in 0..<3 { _ = await world.issues().deliver(news) }
    let issues = world.server.world.issues
    #expect(issues.count == 6)
    #expect(issues.last?.title == "Release 2026-11-20-18-00: 395 more policies to look at")
    #expect(issues.allSatisfy { $0.body.unicodeScalars.count <= 65_536 })
    #expect(issues.last?.body.contains("- [Policy6](https://github.com/o/r/commit/c0ffee)") == true)
  }

  @Test func `an attempt ends while its claim is good, and the next one goes on`() async throws {
    let world = try GitHubWorld(FakeGitHub())
    var news = try Self.news()
    news.policies = try (1...5).flatMap {
      try Self.news("Finding: ERROR X 1", policy: "Policy\($0)").policies
    }
    let clock = world.clock
    world.server.plan(
      .init("POST issues", times: 0) { github, call in
        clock.advance(by: .seconds(30))
        return github.answer(call)
      })
    let outcome = await world.issues().deliver(news)
    #expect(world.server.world.issues.count == 2)
    guard case .notDelivered(let reason, nil) = outcome else {
      Issue.record("it is \(outcome)")
      return
    }
    #expect(reason == "3 more issues are to be written than one attempt may")
    for _ in 0..<2 { _ = await world.issues().deliver(news) }
    #expect(Set(world.server.world.issues.map(\.title)).count == 5)
    #expect(world.server.world.issues.count == 5)
  }

  @Test func `a token of Actions is known by the issues that it opens`() async throws {
    var github = FakeGitHub()
    github.logins = ["t0ken": "github-actions[bot]"]
    let world = try GitHubWorld(github)
    let news = try Self.news(Self.opening)
    for _ in 0..<2 { #expect(await world.issues().deliver(news).isDelivered) }
    #expect(world.server.world.issues.map(\.author) == ["github-actions[bot]"])
    #expect(!world.server.requests.contains { $0.target.contains("creator=") })
  }

  @Test(arguments: [(401, false), (403, false), (410, false), (422, false), (500, true)])
  func `a refusal is not delivered, and GitHub's own failure is in doubt`(
    status: Int, isInDoubt: Bool
  ) async throws {
    let world = try GitHubWorld(FakeGitHub())
    world.server.plan(.answer("POST issues", FakeGitHub().refusal(status, "no t0ken")))
    let outcome = await world.issues().deliver(try Self.news(Self.opening))
    #expect(outcome.isInDoubt == isInDoubt)
    #expect(outcome.isNotDelivered == !isInDoubt)
    #expect(!"\(outcome)".contains("t0ken"))
  }

  @Test func `text of a policy cannot end the hidden mark, mention anybody or close anything`()
    async throws
  {
    let world = try GitHubWorld(FakeGitHub())
    let news = try Self.news(
      "Escalation: iam-005 x:-->@admin", lines: "+ x:-->@admin fixes #1")
    _ = await world.issues().deliver(news)
    let body = world.server.world.issues[0].body
    #expect(
      body.split(separator: "\n").first?.hasSuffix(#"x:--\u003e@admin"]],"removed":[]} -->"#)
        == true)
    #expect(await world.issues().deliver(news).isDelivered)
    #expect(world.server.world.issues.count == 1)
    let seen = body.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(!seen.contains("`x:-->@admin`"))
  }
}
