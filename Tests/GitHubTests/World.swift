import GitHub
import HTTP
import Model
import Support
import Testing

/// GitHub's API on this machine, and a client with a token for it.
struct World {
  let server: LoopbackServer
  let clock = ManualClock(advancesItself: true)

  init(_ handler: @escaping LoopbackServer.Handler) throws {
    server = try LoopbackServer(handler)
  }

  /// The noon of a day in November 2026.
  static let noon = Timestamp(seconds: 1_795_262_400)

  func client(token: String? = "t0ken", repository: String = "o/r") throws -> GitHubClient {
    GitHubClient(try connection(to: server.url, token: token), repository: repository)
  }

  func connection(to url: String, token: String? = nil) throws -> GitHubConnection {
    GitHubConnection(
      http: HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test")),
      address: try #require(RequestURL(url)), token: token.map { Secret($0) },
      retry: RetryPolicy(clock: clock) { 0.5 }, now: { Self.noon })
  }

  /// The error of a call that must fail, whatever it would give.
  func failure<Answer>(
    of call: (GitHubClient) async throws(GitHubError) -> Answer
  ) async throws -> GitHubError {
    try await failure(as: client(), of: call)
  }

  func failure<Answer>(
    as client: GitHubClient, of call: (GitHubClient) async throws(GitHubError) -> Answer
  ) async throws -> GitHubError {
    do throws(GitHubError) {
      _ = try await call(client)
    } catch {
      return error
    }
    throw Unexpected()
  }

  struct Unexpected: Error {}
}

extension LoopbackServer.Reply {
  /// An answer as GitHub writes it.
  static func json(headers: [(String, String)] = [], _ body: String) -> Self {
    json(200, headers: headers, body)
  }

  /// An answer as GitHub writes it.
  static func json(
    _ status: Int, headers: [(String, String)] = [], _ body: String
  ) -> Self {
    let type = ("Content-Type", "application/json; charset=utf-8")
    return Self(status, headers: [type] + headers, body)
  }

  /// An error as GitHub writes it.
  static func error(
    _ status: Int, _ message: String, headers: [(String, String)] = [], more: String = ""
  ) -> Self {
    json(
      status, headers: headers,
      """
      {"message": "\(message)"\(more), "documentation_url": "https://docs.github.com/rest", \
      "status": "\(status)"}
      """)
  }
}
