import GitHub
import HTTP
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct GitHubErrorTests {
  private func failure(_ reply: LoopbackServer.Reply) async throws -> GitHubError {
    try await World { _ in reply }.failure { client throws(GitHubError) in
      try await client.repositoryState()
    }
  }

  @Test func `a wrong token is named as the cause`() async throws {
    let error = try await failure(.error(401, "Bad credentials"))
    #expect(
      "\(error)"
        == "cannot read the repository `o/r`: the token is not valid (401 `Bad credentials`)")
    #expect(
      error.hint == "check that `GITHUB_TOKEN` has not expired and is meant for this server")
    #expect(error.documentationURL == "https://docs.github.com/rest")
  }

  @Test func `a missing permission is named where GitHub names it`() async throws {
    let message = "Resource not accessible by integration"
    let plain = try await failure(.error(403, message))
    #expect(
      "\(plain)" == "cannot read the repository `o/r`: this is not permitted (403 `\(message)`)")
    #expect(plain.hint == "see https://docs.github.com/rest")
    let named = try await failure(
      .error(403, message, headers: [("X-Accepted-GitHub-Permissions", "contents=write")]))
    #expect(named.hint == "the token needs the permission `contents=write`")
  }

  @Test func `what is not there may also be hidden`() async throws {
    let world = try World { _ in .error(404, "Not Found") }
    let known = try await world.failure { client throws(GitHubError) in
      try await client.workflow("sync.yml")
    }
    #expect(known.isNotFound)
    #expect(
      "\(known)" == "cannot read the workflow `sync.yml` of `o/r`: "
        + "there is none, or the token may not see it (404 `Not Found`)")
    let nobody = try await world.failure(as: world.client(token: nil)) {
      client throws(GitHubError) in try await client.workflow("sync.yml")
    }
    #expect(nobody.hint == "check the name, and set `GITHUB_TOKEN` if the repository is private")
  }

  @Test func `a refusal says which part is wrong`() async throws {
    let error = try await failure(
      .error(
        422, "Validation Failed",
        more: """
          , "errors": [{"resource": "Release", "code": "already_exists", "field": "tag_name"}, \
          "and a sentence"]
          """))
    #expect(error.isAlreadyThere)
    #expect(
      "\(error)" == "cannot read the repository `o/r`: GitHub refuses it "
        + "(422 `Validation Failed`): `tag_name` already_exists: and a sentence")
  }

  @Test func `a schema error stays on one line`() async throws {
    let error = try await failure(.error(422, #"Invalid request.\n\nFor 'a', 5 is not a string."#))
    #expect(error.message == "Invalid request. For 'a', 5 is not a string.")
  }

  @Test func `a text of GitHub's can neither command nor colour`() async throws {
    let error = try await failure(.error(422, #"::error::\u001b[31m @everyone"#))
    #expect(error.message == #"::error::\u{1b}[31m \u{40}everyone"#)
  }

  @Test(arguments: [401, 403, 404, 502, 200])
  func `a page for people in place of JSON is told from an answer`(_ status: Int) async throws {
    let error = try await failure(.html(status, "unicorn"))
    #expect("\(error)".contains("text/html"))
    #expect(!"\(error)".contains("unicorn"))
  }

  @Test func `half an answer is none`() async throws {
    let error = try await failure(.json(#"{"full_name": "o/r", "#))
    guard case .unreadable = error.kind else {
      Issue.record("it is \(error.kind)")
      return
    }
    #expect(error.message.hasPrefix("the answer is no whole JSON: "))
    #expect(error.message.hasSuffix(": line 1, column 22"))
  }

  @Test func `an answer without what every answer has is none`() async throws {
    let error = try await failure(.json(#"{"full_name": "o/r", "default_branch": null}"#))
    #expect("\(error)" == "cannot read the repository `o/r`: the answer has no `default_branch`")
  }

  @Test func `an empty answer is none`() async throws {
    #expect(try await failure(.init(204)).message == "the answer is empty")
  }

  @Test func `nobody there is said with what to check`() async throws {
    let world = try World { _ in .close }
    let connection = try world.connection(to: "http://127.0.0.1:\(LoopbackServer.deadPort())")
    let error = try await world.failure(as: GitHubClient(connection, repository: "o/r")) {
      client throws(GitHubError) in try await client.repositoryState()
    }
    guard case .unreachable(let cause) = error.kind else {
      Issue.record("it is \(error.kind)")
      return
    }
    #expect("\(error)" == "cannot read the repository `o/r`: \(cause)")
    #expect(error.hint == cause.hint)
    #expect(world.clock.sleeps.count == 2)
  }

  @Test func `a token does not travel readable`() async throws {
    let world = try World { _ in .json("{}") }
    let connection = GitHubConnection(
      http: HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test")),
      address: try #require(RequestURL("http://192.0.2.1")), token: Secret("t"),
      retry: RetryPolicy(clock: world.clock) { 0 }, now: { World.noon })
    let error = try await world.failure(as: GitHubClient(connection, repository: "o/r")) {
      client throws(GitHubError) in try await client.repositoryState()
    }
    guard case .unreachable(let cause) = error.kind else {
      Issue.record("it is \(error.kind)")
      return
    }
    #expect(cause.reason == .insecure)
  }
}
