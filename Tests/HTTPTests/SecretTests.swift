import HTTP
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct SecretTests {
  let signature = SignatureV4(
    accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("secret"), sessionToken: nil,
    region: "us-east-1", service: "iam")

  private func client(_ proxies: [String: String]) -> HTTPClient {
    var configuration = HTTPConfiguration(userAgent: "test")
    configuration.proxies = HTTPProxies(environment: proxies)
    return HTTPClient(configuration: configuration)
  }

  private func failure(_ client: HTTPClient, _ request: HTTPRequest) async throws -> HTTPError {
    let error = await #expect(throws: HTTPError.self) { try await client.send(request) }
    return try #require(error)
  }

  /// Every request that holds a secret, to the same address.
  private func secretRequests(to url: RequestURL) -> [HTTPRequest] {
    let plain = HTTPRequest(.get, url)
    var (withHeader, signed, confidential) = (plain, plain, plain)
    withHeader.headers = [HTTPHeader("Authorization", secret: Secret("Bearer token"))]
    signed.signature = signature
    confidential.isConfidential = true
    return [withHeader, signed, confidential]
  }

  @Test func `no secret leaves over http, not even to a proxy`() async throws {
    let proxy = try LoopbackServer { _ in .init() }
    let client = client(["http_proxy": proxy.url])
    for request in secretRequests(to: try #require(RequestURL("http://host.test/"))) {
      let error = try await failure(client, request)
      #expect(error.reason == .insecure)
      #expect(error.wasSent == false)
      #expect(error.hint != nil)
      let opened = await #expect(throws: HTTPError.self) { try await client.open(request) }
      #expect(opened?.reason == .insecure)
    }
    #expect(proxy.requests.isEmpty)
  }

  @Test func `requests to this machine pass by every proxy`() async throws {
    let proxy = try LoopbackServer { _ in .init(500) }
    let server = try LoopbackServer { _ in .init(200) }
    let client = client(["http_proxy": proxy.url, "ALL_PROXY": proxy.url])
    for name in ["127.0.0.1", "localhost"] {
      let url = try #require(RequestURL("http://\(name):\(server.port)/"))
      for request in secretRequests(to: url) {
        #expect(try await client.send(request).status == 200)
      }
    }
    #expect(proxy.requests.isEmpty)
  }

  @Test(
    arguments: [
      ("http://169.254.169.254", nil), ("http://169.254.170.2", nil),
      ("http://[fd00:ec2::254]", nil),
      ("https://169.254.170.23", nil), ("https://localhost:8443", nil), ("https://[::1]", nil),
      ("http://169.254.169.253", "plain"), ("http://x.localhost", "plain"),
      ("https://host.test", "secure"),
    ] as [(String, String?)])
  func `metadata services, too, are reached directly`(_ text: String, _ expected: String?) throws {
    let proxies = HTTPProxies(environment: ["http_proxy": "plain", "https_proxy": "secure"])
    let origin = try #require(RequestURL(text)).origin
    #expect(proxies.proxy(for: origin)?.reveal() == expected)
  }

  @Test func `an http request goes through its proxy, with the proxy's password`() async throws {
    let proxy = try LoopbackServer { _ in .init(200, "through") }
    for variable in ["http_proxy", "all_proxy", "ALL_PROXY"] {
      let client = client([variable: "http://user:pass@127.0.0.1:\(proxy.port)"])
      let url = try #require(RequestURL("http://host.test/path"))
      #expect(try await client.send(HTTPRequest(.get, url)).text == "through")
      let request = try #require(proxy.requests.last)
      #expect(request.target == "http://host.test/path")
      #expect(request.header("host") == "host.test")
      #expect(request.header("proxy-authorization") == "Basic dXNlcjpwYXNz")
    }
  }

  @Test func `a proxy for https sees where to, and nothing else`() async throws {
    let proxy = try LoopbackServer { _ in .init(403, headers: [("X-Proxy", "1")], "no") }
    for variable in ["https_proxy", "HTTPS_PROXY", "all_proxy"] {
      let url = try #require(RequestURL("https://host.test/path"))
      for request in secretRequests(to: url) {
        let error = try await failure(client([variable: proxy.url]), request)
        #expect(error.reason == .connectionFailed, "\(error)")
        #expect(error.wasSent == false)
      }
    }
    #expect(proxy.requests.count == 9)
    for request in proxy.requests {
      #expect(request.method == "CONNECT")
      #expect(request.target == "host.test:443")
      #expect(Set(request.headers.map(\.name)) == ["host", "user-agent", "proxy-connection"])
    }
  }

  @Test func `variables are read as curl reads them`() {
    func proxies(_ environment: [String: String]) -> HTTPProxies { .init(environment: environment) }
    #expect(proxies(["HTTP_PROXY": "a"]).http == nil)
    #expect(proxies(["HTTP_PROXY": "a"]).https == nil)
    #expect(proxies(["https_proxy": ""]).https == nil)
    let both = proxies([
      "https_proxy": "a", "HTTPS_PROXY": "b", "no_proxy": "c", "NO_PROXY": "d", "all_proxy": "e",
    ])
    #expect(both.https?.reveal() == "a")
    #expect(both.bypass == "c")
    #expect(both.http?.reveal() == "e")
  }

  @Test(arguments: [("", true), ("host", true), (".localhost", false), ("*", false)])
  func `listed hosts are reached directly`(_ list: String, isProxied: Bool) async throws {
    let proxy = try LoopbackServer { _ in .init(200, "proxy") }
    let server = try LoopbackServer { _ in .init(200, "server") }
    let client = client(["http_proxy": proxy.url, "NO_PROXY": list])
    // Libcurl itself knows where names below `localhost` are.
    let url = try #require(RequestURL("http://name.localhost:\(server.port)/"))
    let response = try await client.send(HTTPRequest(.get, url))
    #expect(response.text == (isProxied ? "proxy" : "server"))
  }

  @Test func `a proxy that does not exist is a failed connection`() async throws {
    let port = try LoopbackServer.deadPort()
    let client = client(["http_proxy": "http://user:pass@127.0.0.1:\(port)"])
    let url = try #require(RequestURL("http://host.test/"))
    let error = try await failure(client, HTTPRequest(.get, url))
    #expect(error.reason == .connectionFailed)
    #expect(error.wasSent == false)
    #expect(!"\(error)".contains("pass"))
  }

  @Test(arguments: [
    ("", "v"), ("A b", "v"), ("A:", "v"), ("A\r\nB", "v"), ("A", "v\r\nX-Other: 1"), ("A", "v\n"),
    ("A", "v\u{0}"), ("A", "\u{7F}"), ("Host", "other"), ("content-length", "5"),
    ("Transfer-Encoding", "chunked"), ("Expect", "100-continue"), ("é", "v"),
  ])
  func `a header that is no single header is refused`(_ name: String, _ value: String) async throws
  {
    let server = try LoopbackServer { _ in .init() }
    for header in [HTTPHeader(name, value), HTTPHeader(name, secret: Secret(value))] {
      var request = try HTTPRequest.to(server)
      request.headers = [header]
      let error = try await failure(client([:]), request)
      #expect(error.reason == .invalidRequest)
      #expect(!"\(error)".contains("\r") && !"\(error)".contains("\n"))
    }
    #expect(server.requests.isEmpty)
  }

  @Test func `a GET with a body is refused`() async throws {
    let server = try LoopbackServer { _ in .init() }
    let request = try HTTPRequest.to(server, .get, body: "x")
    #expect(try await failure(client([:]), request).reason == .invalidRequest)
  }

  @Test func `no secret is printed with a request`() throws {
    let url = try #require(RequestURL("https://hidden:hidden@host/"))
    var request = HTTPRequest(.get, url, headers: [HTTPHeader("A", secret: Secret("hidden"))])
    request.signature = signature
    request.signature?.sessionToken = Secret("hidden")
    request.signature?.secretAccessKey = Secret("hidden")
    var dumped = "\(request)"
    dump(request, to: &dumped)
    dump(HTTPProxies(environment: ["https_proxy": "http://u:hidden@proxy"]), to: &dumped)
    #expect(!dumped.contains("hidden"), "\(dumped)")
  }
}
