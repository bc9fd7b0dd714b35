import Model
import Support
import Testing

@testable import AWS

struct `Credential renewal` {
  let world = World()

  @Test func `credentials are kept until shortly before they run out`() async throws {
    let server = try container(lifetimes: [3_600, 3_600])
    let chain = try world.chain(variables(server))
    #expect(try await chain.credentials().accessKeyID == "ASIA1")
    world.time.advance(bySeconds: 3_299)
    #expect(try await chain.credentials().accessKeyID == "ASIA1")
    world.time.advance(bySeconds: 1)
    #expect(try await chain.credentials().accessKeyID == "ASIA2")
    #expect(server.requests.count == 2)
  }

  @Test func `those that live a minute are kept for most of it`() async throws {
    let server = try container(lifetimes: [60])
    let chain = try world.chain(variables(server))
    _ = try await chain.credentials()
    world.time.advance(bySeconds: 44)
    _ = try await chain.credentials()
    #expect(server.requests.count == 1)
  }

  @Test func `where renewing fails the old ones serve until they run out`() async throws {
    let server = try LoopbackServer(replies: [document(1, lifetime: 3_600), .init(403)])
    let chain = try world.chain(variables(server))
    _ = try await chain.credentials()
    world.time.advance(bySeconds: 3_400)
    #expect(try await chain.credentials().accessKeyID == "ASIA1")
    #expect(server.requests.count == 2)
    world.time.advance(bySeconds: 59)
    #expect(try await chain.credentials().accessKeyID == "ASIA1")
    #expect(server.requests.count == 2)
    world.time.advance(bySeconds: 141)
    await #expect(throws: CredentialError.self) { try await chain.credentials() }
  }

  @Test func `credentials that have already run out are refused`() async throws {
    let server = try container(lifetimes: [-1])
    let chain = try world.chain(variables(server))
    let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
    #expect(
      error?.attempts.last?.reason
        == "the container's endpoint gave credentials that ran out at 2026-11-20T18:39:59Z")
    #expect(
      error?.hint
        == "if they are new, this machine's clock is wrong: it says 2026-11-20T18:40:00Z")
  }

  @Test func `requests side by side share one search`() async throws {
    let reply = document(1, lifetime: 3_600)
    let server = try LoopbackServer { _ in reply }
    let chain = try world.chain(variables(server))
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 { group.addTask { try await chain.credentials().accessKeyID } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(ids == Array(repeating: "ASIA1", count: 16))
    #expect(server.requests.count == 1)
  }

  @Test func `an expired token is renewed once, and the call repeated`() async throws {
    let keys = try container(lifetimes: [3_600, 3_600])
    let server = try LoopbackServer(replies: [.refusal(403, "ExpiredToken"), .identity])
    _ = try await STS(client(server, keys)).getCallerIdentity()
    let signers = server.requests.map { $0.header("authorization")?.contains("ASIA2") }
    #expect(signers == [false, true])
    #expect(keys.requests.count == 2)
  }

  @Test func `a token that is expired again is an error`() async throws {
    let keys = try container(lifetimes: [3_600, 3_600])
    let server = try LoopbackServer(replies: [.refusal(403, "ExpiredToken")])
    let client = try client(server, keys)
    let error = await #expect(throws: AWSError.self) { try await STS(client).getCallerIdentity() }
    #expect(error?.isExpiredToken == true)
    #expect(server.requests.count == 2)
  }

  private func client(_ server: LoopbackServer, _ keys: LoopbackServer) throws -> AWSClient {
    try world.client(variables(keys).merging(["AWS_ENDPOINT_URL": server.url]) { $1 })
  }

  private func variables(_ server: LoopbackServer) -> [String: String] {
    ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.url)/keys"]
  }

  /// Gives a new key at each request, which lives so many seconds.
  private func container(lifetimes: [Int64]) throws -> LoopbackServer {
    try LoopbackServer(
      replies: lifetimes.enumerated().map { document($0.offset + 1, lifetime: $0.element) })
  }

  private func document(_ number: Int, lifetime: Int64) -> LoopbackServer.Reply {
    let expiration = Timestamp(seconds: World.start.seconds + lifetime)
    return .keys("ASIA\(number)", expiration: expiration.rfc3339)
  }
}

extension LoopbackServer.Reply {
  /// Credentials as containers and EC2 get them.
  static func keys(
    _ id: String, expiration: String = "2026-11-21T00:48:28Z"
  ) -> LoopbackServer.Reply {
    .init(
      200, headers: [("Content-Type", "application/json")],
      """
      {"Code": "Success", "AccessKeyId": "\(id)", "SecretAccessKey": "S3CRET",
       "Token": "T0KEN", "Expiration": "\(expiration)"}
      """)
  }
}
