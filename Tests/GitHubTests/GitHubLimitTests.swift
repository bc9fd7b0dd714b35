import GitHub
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct GitHubLimitTests {
  private static let secondary = "You have exceeded a secondary rate limit and have been blocked."

  private func failure(
    _ status: Int, _ message: String = "x", _ headers: [(String, String)] = [],
    token: String? = "t"
  ) async throws -> (error: GitHubError, sleeps: [Duration]) {
    let world = try World { _ in .error(status, message, headers: headers) }
    let error = try await world.failure(as: world.client(token: token)) {
      client throws(GitHubError) in try await client.repositoryState()
    }
    return (error, world.clock.sleeps)
  }

  private func wait(_ error: GitHubError) -> Duration? {
    guard case .rateLimited(let wait) = error.kind else { return nil }
    return wait
  }

  @Test(arguments: [403, 429])
  func `the server's own wait comes first`(_ status: Int) async throws {
    let (error, sleeps) = try await failure(
      status, Self.secondary,
      [("Retry-After", "7"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "9")])
    #expect(wait(error) == .seconds(7))
    #expect(sleeps == [.seconds(7), .seconds(7)])
    #expect(error.hint == "try again in 7 seconds")
  }

  @Test func `an allowance that is used up ends with the hour`() async throws {
    let headers = [
      ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "\(World.noon.seconds + 2_400)"),
    ]
    let (error, sleeps) = try await failure(403, "API rate limit exceeded", headers, token: nil)
    #expect(wait(error) == .seconds(2_400))
    #expect(sleeps == [])
    #expect(
      "\(error)" == "cannot read the repository `o/r`: GitHub was asked too often "
        + "(403 `API rate limit exceeded`)")
    #expect(
      error.hint
        == "try again in 40 minutes, or set `GITHUB_TOKEN`: without a token little is allowed")
  }

  @Test(arguments: [(403, Self.secondary), (429, "x")])
  func `a limit that names no time means a minute`(_ status: Int, _ said: String) async throws {
    let (error, sleeps) = try await failure(status, said, [("X-RateLimit-Remaining", "996")])
    #expect(wait(error) == .seconds(60))
    #expect(sleeps == [.seconds(60), .seconds(60)])
  }

  @Test func `the reset counts from the server's clock, and never for days`() async throws {
    let headers = [
      ("Date", "Sat, 21 Nov 2026 11:00:00 GMT"), ("X-RateLimit-Remaining", "0"),
      ("X-RateLimit-Reset", "1795262400"),
    ]
    #expect(wait(try await failure(429, "x", headers).error) == .seconds(3_600))
    let far = [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "9223372036854775807")]
    #expect(wait(try await failure(429, "x", far).error) == .seconds(86_400))
  }

  @Test func `another 403 is no limit`() async throws {
    let (error, sleeps) = try await failure(
      403, "Resource not accessible by integration", [("X-RateLimit-Remaining", "996")])
    #expect(wait(error) == nil)
    #expect(sleeps == [])
  }

  @Test func `a read succeeds after GitHub was not well`() async throws {
    let world = try World { request in
      request.connection == 1
        ? LoopbackServer.Reply.html(502, "unicorn").closing()
        : .json(#"{"full_name": "o/r", "default_branch": "main"}"#)
    }
    #expect(try await world.client().repositoryState().canPush == nil)
    #expect(world.clock.sleeps == [.milliseconds(500)])
  }
}
