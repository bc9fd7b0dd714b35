import HTTP
import Model
import News
import PolicyLanguage
import Publish
import Support
import Testing

/// What is particular to Bluesky: the login, its end, and the record's key.
@Suite struct BlueskyTests {
  typealias Reply = LoopbackServer.Reply

  let news: ReleaseNews

  init() throws {
    news = try NewsFixture.release()
  }

  private func channel(at url: String) throws -> BlueskyChannel {
    let account = BlueskyAccount(
      service: url, identifier: "mamip.bsky.social", password: Secret("app-password"))
    return BlueskyChannel(
      ContractWorld(url: url).context("bluesky"), try #require(account), template: nil)
  }

  private static func isLogin(_ request: LoopbackServer.Request) -> Bool {
    request.path.hasSuffix("createSession")
  }

  @Test func `a run logs in once, and posts at the account's own server`() async throws {
    let home = try LoopbackServer { request in
      var posted: [String] = []
      return ContractMember.putRecord(request, &posted)
    }
    let host = home.url
    let service = try LoopbackServer { request in
      Self.isLogin(request) ? ContractMember.session(host: host) : Reply(404)
    }
    let channel = try channel(at: service.url)
    for name in ["2026-11-20-18-00", "2026-11-20-18-00-2"] {
      let outcome = await channel.deliver(try NewsFixture.release(name))
      #expect(outcome.isDelivered, "\(outcome)")
    }
    #expect(service.requests.count == 1)
    #expect(
      service.requests[0].text
        == #"{"identifier":"mamip.bsky.social","password":"app-password"}"#)
    #expect(home.requests.count == 2)
  }

  @Test func `the record is only ever created, under a key of its own`() async throws {
    let server = try LoopbackServer { request in
      var posted: [String] = []
      return Self.isLogin(request)
        ? ContractMember.session() : ContractMember.putRecord(request, &posted)
    }
    let outcome = try await channel(at: server.url).deliver(news)
    let root = try JSONDocument(parsing: try #require(server.requests.last).body).root
    #expect(root["repo"]?.string == "did:plc:mamipbotaaaaaaaaaaaaaaaa")
    #expect(root["collection"]?.string == "app.bsky.feed.post")
    #expect(root["swapRecord"]?.kind == .null)
    let key = try #require(root["rkey"]?.string)
    #expect(key.count == 13 && key.hasPrefix("3"))
    #expect(
      outcome
        == .delivered(
          id: "at://did:plc:mamipbotaaaaaaaaaaaaaaaa/app.bsky.feed.post/\(key)",
          url: "https://bsky.app/profile/did:plc:mamipbotaaaaaaaaaaaaaaaa/post/\(key)"))
  }

  @Test func `a token that has run out is renewed once, and the post is sent again`() async throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/xrpc/com.atproto.server.createSession":
        return ContractMember.session(token: "old")
      case "/xrpc/com.atproto.server.refreshSession": return ContractMember.session()
      default:
        guard request.header("authorization") != "Bearer old" else {
          return .bluesky(400, "ExpiredToken", "Token has expired")
        }
        var posted: [String] = []
        return ContractMember.putRecord(request, &posted)
      }
    }
    let outcome = try await channel(at: server.url).deliver(news)
    #expect(outcome.isDelivered, "\(outcome)")
    let renewal = try #require(server.requests.first { $0.path.hasSuffix("refreshSession") })
    #expect(renewal.header("authorization") == "Bearer eyJhbGciOi.renewal")
    #expect(renewal.header("content-type") == nil)
    #expect(renewal.body.isEmpty)
    #expect(server.requests.map(\.path).filter { $0.hasSuffix("putRecord") }.count == 2)
  }

  @Test func `a renewal that is refused ends in a new login, and all of that once`() async throws {
    let server = try LoopbackServer { request in
      Self.isLogin(request) ? ContractMember.session() : .bluesky(400, "ExpiredToken")
    }
    let outcome = try await channel(at: server.url).deliver(news)
    #expect(!outcome.isDelivered)
    #expect(
      server.requests.map { $0.path.split(separator: ".").last.map(String.init) } == [
        "createSession", "putRecord", "refreshSession", "createSession", "putRecord",
      ])
  }

  @Test func `another text under our key is our post`() async throws {
    let server = try LoopbackServer { request in
      Self.isLogin(request)
        ? ContractMember.session() : .bluesky(400, "InvalidSwap", "Record was at bafy")
    }
    #expect(try await channel(at: server.url).deliver(news).isDelivered)
  }

  @Test func `a limit says when it ends`() async throws {
    let reset = String(ContractWorld.now.seconds + 90)
    let limit = Reply.bluesky(429, "RateLimitExceeded", headers: [("RateLimit-Reset", reset)])
    for isAtLogin in [true, false] {
      let server = try LoopbackServer { request in
        Self.isLogin(request) && !isAtLogin ? ContractMember.session() : limit
      }
      guard case .notDelivered(_, let wait) = try await channel(at: server.url).deliver(news) else {
        Issue.record("not told as not delivered")
        continue
      }
      #expect(wait == .seconds(90))
    }
  }

  @Test func `a wrong password is told with advice`() async throws {
    let server = try LoopbackServer { _ in
      .bluesky(401, "AuthenticationRequired", "Invalid identifier or password")
    }
    #expect(
      try await channel(at: server.url).deliver(news)
        == .notDelivered(
          reason: "cannot log in: \(server.url) answered 401: `AuthenticationRequired: "
            + "Invalid identifier or password`; check the identifier and the app password",
          retryAfter: nil))
  }

  @Test(arguments: ["http://bsky.social", "bsky.social", "https://u:p@bsky.social", ""])
  func `a service that gives the password away is refused`(service: String) {
    #expect(BlueskyAccount(service: service, identifier: "a", password: Secret("b")) == nil)
  }
}
