import HTTP
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct RedirectTests {
  let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "test"))

  let signature = SignatureV4(
    accessKeyID: "AKID", secretAccessKey: Secret("s"), sessionToken: Secret("st"),
    region: "us-east-1", service: "iam")

  private static func redirect(_ status: Int, _ location: String) -> LoopbackServer.Reply {
    .init(status, headers: [("Location", location)], "moved")
  }

  /// A server that points from `/from` to a place, and answers everything else.
  private func server(_ status: Int, to location: String) throws -> LoopbackServer {
    try LoopbackServer { request in
      request.path == "/from" ? Self.redirect(status, location) : .init(200, "here")
    }
  }

  @Test(arguments: [
    (301, HTTPRequest.Method.post, "GET"), (302, .post, "GET"), (303, .post, "GET"),
    (307, .post, "POST"), (308, .post, "POST"), (301, .put, "PUT"), (302, .patch, "PATCH"),
    (303, .put, "GET"), (303, .delete, "GET"), (307, .patch, "PATCH"), (301, .get, "GET"),
    (303, .get, "GET"), (308, .delete, "DELETE"),
  ])
  func `method and body are kept or dropped by the status`(
    _ status: Int, _ method: HTTPRequest.Method, _ expected: String
  ) async throws {
    let server = try server(status, to: "/to?b=2&a=1")
    var request = try HTTPRequest.to(server, method, "from", body: method == .get ? "" : "x=1")
    request.headers = [HTTPHeader("Content-Type", "text/x"), HTTPHeader("X-Kept", "1")]
    let (response, url) = try await client.send(request, following: RedirectPolicy())
    #expect(response.text == "here")
    #expect(url.text == "\(server.url)/to?a=1&b=2")
    let second = try #require(server.requests.last)
    #expect(second.method == expected)
    #expect(second.text == (expected == "GET" ? "" : "x=1"))
    #expect(second.header("x-kept") == "1")
    if method != .get, expected == "GET" { #expect(second.header("content-type") == nil) }
  }

  @Test func `HEAD stays HEAD`() async throws {
    let server = try LoopbackServer { request in
      let headers = request.path == "/from" ? [("Location", "/to")] : []
      return .init([.send(LoopbackServer.Reply.head(headers.isEmpty ? 200 : 303, headers))])
    }
    _ = try await client.send(.to(server, .head, "from"), following: RedirectPolicy())
    #expect(server.requests.map(\.method) == ["HEAD", "HEAD"])
  }

  @Test(arguments: [300, 304, 305, 200])
  func `what is no redirect is an answer`(_ status: Int) async throws {
    let server = try LoopbackServer { _ in
      .init([
        .send(LoopbackServer.Reply.head(status, [("Location", "/x"), ("Content-Length", "0")]))
      ])
    }
    let (response, url) = try await client.send(.to(server), following: RedirectPolicy())
    #expect(response.status == status)
    #expect(url.path == "/")
  }

  @Test func `a redirect without address is an answer`() async throws {
    let server = try LoopbackServer { _ in .init(302, "nowhere") }
    let response = try await client.send(.to(server), following: RedirectPolicy()).response
    #expect(response.status == 302)
  }

  @Test func `without being asked to, no redirect is followed`() async throws {
    let server = try server(302, to: "/to")
    #expect(try await client.send(.to(server, .get, "from")).status == 302)
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308], [true, false])
  func `secrets stay with their origin`(_ status: Int, isSigned: Bool) async throws {
    let other = try LoopbackServer { _ in .init(200, "other") }
    let server = try server(status, to: "\(other.url)/to")
    var request = try HTTPRequest.to(server, .get, "from")
    request.headers = [
      HTTPHeader("X-Token", secret: Secret("t")), HTTPHeader("Cookie", "c"),
      HTTPHeader("X-Plain", "p"),
    ]
    if isSigned {
      request.signature = signature
    } else {
      request.headers.append(HTTPHeader("authorization", "Basic x"))
    }
    _ = try await client.send(request, following: RedirectPolicy())
    let (first, second) = try (#require(server.requests.first), #require(other.requests.first))
    for name in ["x-token", "authorization", "cookie"] {
      #expect(first.header(name) != nil)
      #expect(second.header(name) == nil)
    }
    #expect((first.header("x-amz-security-token") != nil) == isSigned)
    #expect(second.headers.allSatisfy { !$0.name.hasPrefix("x-amz") })
    #expect(second.header("x-plain") == "p")
  }

  @Test func `at the same origin secrets stay, and the new address is signed`() async throws {
    let server = try server(307, to: "/to?x")
    var request = try HTTPRequest.to(server, .get, "from")
    request.headers = [HTTPHeader("X-Token", secret: Secret("t"))]
    request.signature = signature
    _ = try await client.send(request, following: RedirectPolicy())
    #expect(server.requests.map { $0.header("x-token") } == ["t", "t"])
    #expect(Set(server.requests.map { $0.header("authorization") }).count == 2)
  }

  @Test func `another name of the same machine is another origin`() async throws {
    let server = try LoopbackServer { request in
      let port = request.header("host")?.split(separator: ":").last ?? ""
      return request.path == "/from" ? Self.redirect(307, "http://localhost:\(port)/to") : .init()
    }
    var request = try HTTPRequest.to(server, .get, "from")
    request.headers = [HTTPHeader("X-Token", secret: Secret("t"))]
    _ = try await client.send(request, following: RedirectPolicy())
    #expect(server.requests.map { $0.header("x-token") } == ["t", nil])
  }

  @Test func `a confidential request goes to no other origin`() async throws {
    let other = try LoopbackServer { _ in .init() }
    let server = try server(308, to: other.url)
    var request = try HTTPRequest.to(server, .post, "from", body: "password=x")
    request.isConfidential = true
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(request, following: RedirectPolicy())
    }
    #expect(error?.reason == .insecure)
    #expect(error?.wasSent == true)
    #expect(other.requests.isEmpty)
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://host/", "http://a b/", "https://h:0/", "x:y"])
  func `a redirect to no address is refused`(_ location: String) async throws {
    let server = try server(302, to: location)
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(.to(server, .get, "from"), following: RedirectPolicy())
    }
    #expect(error?.reason == .redirectRefused)
  }

  @Test func `a circle ends`() async throws {
    let server = try LoopbackServer { _ in Self.redirect(302, "/again") }
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(.to(server), following: RedirectPolicy())
    }
    #expect(error?.reason == .redirectRefused)
    #expect(server.requests.count == 6)
  }

  @Test func `as many redirects as allowed are followed`() async throws {
    let server = try LoopbackServer { request in
      let number = Int(request.path.dropFirst()) ?? 0
      return number < 5 ? Self.redirect(302, "\(number + 1)") : .init(200, "end")
    }
    let answer = try await client.send(.to(server, .get, "0"), following: RedirectPolicy())
    #expect(answer.response.text == "end")
    #expect(answer.url.path == "/5")
  }

  @Test func `the user info of a redirect is not taken over`() async throws {
    let other = try LoopbackServer { _ in .init(200) }
    let server = try server(302, to: "http://user:pass@127.0.0.1:\(other.port)/")
    let answer = try await client.send(.to(server, .get, "from"), following: RedirectPolicy())
    #expect(answer.url.userInfo == nil)
    #expect(other.requests.first?.header("authorization") == nil)
  }
}
