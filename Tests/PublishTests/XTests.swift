import HTTP
import Model
import News
import Support
import Testing

@testable import Publish

/// What is particular to X: the signature, and its limits.
@Suite struct XTests {
  let news: ReleaseNews

  init() throws {
    news = try NewsFixture.release()
  }

  private func channel(at url: String, nonce: String = "nonce") throws -> XChannel {
    let account = XAccount(service: url, keys: ContractMember.xKeys, nonce: { nonce })
    return XChannel(
      ContractWorld(url: url).context("x"), try #require(account), template: nil, hasLink: false)
  }

  private func signature(of authorization: Secret) -> String? {
    authorization.reveal().split(separator: ", ").first { $0.contains("oauth_signature=") }
      .flatMap { PercentEncoding.decode($0.split(separator: "\"")[1].utf8) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The example of X's documentation, and the same keys for the call that we make.
  @Test func `a signature is that of X's documentation`() throws {
    let oauth = OAuthSignature(
      keys: ContractMember.xKeys, nonce: "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
      time: Timestamp(seconds: 1_318_622_958))
    let update = try #require(
      RequestURL("https://api.x.com/1.1/statuses/update.json?include_entities=true"))
    let form = [("status", "Hello Ladies + Gentlemen, a signed OAuth request!")]
    #expect(
      signature(of: oauth.authorization(.post, update, form: form))
        == "Ls93hJiZbQ3akF3HF3x1Bz8/zU4=")
    let tweets = try #require(RequestURL("https://api.x.com/2/tweets"))
    #expect(signature(of: oauth.authorization(.post, tweets)) == "lr+tV/DKclEvXKVjG6tgaSSLV0k=")
  }

  @Test(arguments: ["nonce", "n%2+ &=\"é"])
  func `oauthlib verifies what is sent`(nonce: String) async throws {
    let server = try LoopbackServer { _ in .init(201, #"{"data":{"id":"1"}}"#) }
    #expect(try await channel(at: server.url, nonce: nonce).deliver(news).isDelivered)
    let request = try #require(server.requests.first)
    #expect(request.header("content-type") == "application/json")
    let header = try #require(request.header("authorization"))
    let output = try ExternalProgram.python.run(
      "-c", Self.judge, "POST", server.url + request.target, header)
    #expect(output.text == "True False\n", "\(output.error)")
  }

  /// Says whether the signature is right, and whether it would be with another secret.
  private static let judge = """
    import sys
    from oauthlib.common import Request
    from oauthlib.oauth1.rfc5849 import signature
    method, uri, header = sys.argv[1:]
    request = Request(uri, method, headers={"Authorization": header})
    found = signature.collect_parameters(
      uri_query=request.uri_query, headers=request.headers, exclude_oauth_signature=False)
    request.params = [p for p in found if p[0] != "oauth_signature"]
    request.signature = dict(found)["oauth_signature"]
    secret = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"
    token = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"
    print(signature.verify_hmac_sha1(request, secret, token),
      signature.verify_hmac_sha1(request, secret, token + "x"))
    """

  @Test(
    arguments: [
      ([("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", "60")], 60),
      ([("x-rate-limit-remaining", "7"), ("x-rate-limit-reset", "60")], nil),
      (
        [
          ("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", "60"),
          ("x-user-limit-24hour-remaining", "0"), ("x-user-limit-24hour-reset", "7200"),
        ], 7_200
      ),
      ([], nil),
    ] as [([(String, String)], Int?)])
  func `a limit says when the last of its allowances begins anew`(
    headers: [(String, String)], seconds: Int?
  ) async throws {
    let headers = headers.map { name, value in
      let later = Int64(value).map { String(ContractWorld.now.seconds + $0) } ?? value
      return (name, name.hasSuffix("reset") ? later : value)
    }
    let server = try LoopbackServer { _ in .init(429, headers: headers, #"{"title":"Too Many"}"#) }
    guard case .notDelivered(_, let wait) = try await channel(at: server.url).deliver(news) else {
      Issue.record("not told as not delivered")
      return
    }
    #expect(wait == seconds.map { .seconds($0) })
  }

  @Test func `spent credits are told in X's own words`() async throws {
    let server = try LoopbackServer { _ in
      .init(
        402, #"{"title":"CreditsDepleted","detail":"Your account has no credits.","status":402}"#)
    }
    #expect(
      try await channel(at: server.url).deliver(news)
        == .notDelivered(
          reason: "\(server.url) answered 402: `Your account has no credits`", retryAfter: nil))
  }
}
