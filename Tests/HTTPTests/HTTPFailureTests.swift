import HTTP
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct HTTPFailureTests {
  let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "test"))

  /// Sends a request that must fail, and gives why.
  private func failure(
    of request: HTTPRequest, _ client: HTTPClient? = nil
  ) async throws -> HTTPError {
    let error = await #expect(throws: HTTPError.self) {
      try await (client ?? self.client).send(request)
    }
    return try #require(error)
  }

  private func failure(of reply: LoopbackServer.Reply) async throws -> HTTPError {
    let server = try LoopbackServer { _ in reply }
    return try await failure(of: .to(server))
  }

  @Test func `where nobody listens, nothing was sent`() async throws {
    let port = try LoopbackServer.deadPort()
    let url = try #require(RequestURL("http://user:password@127.0.0.1:\(port)/path?query=1"))
    let error = try await failure(of: HTTPRequest(.get, url))
    #expect(error.reason == .connectionFailed)
    #expect(error.wasSent == false)
    #expect(error.hint != nil)
    let text = "\(error)"
    #expect(text.hasPrefix("http://127.0.0.1:\(port): failed to connect to 127.0.0.1 port"))
    #expect(!text.contains("query") && !text.contains("path") && !text.contains("password"))
    #expect(!text.hasSuffix("."))
  }

  @Test func `a server that never greets runs into the time to connect`() async throws {
    let server = try LoopbackServer { _ in .silence() }
    let url = try #require(RequestURL("https://127.0.0.1:\(server.port)/"))
    var request = HTTPRequest(.get, url)
    request.limits.connectTimeout = .milliseconds(50)
    let error = try await failure(of: request)
    #expect(error.reason == .timedOut)
    #expect(error.wasSent == false)
  }

  @Test func `a server that never answers runs into the total time`() async throws {
    let server = try LoopbackServer { _ in .silence() }
    var request = try HTTPRequest.to(server)
    request.limits.totalTimeout = .milliseconds(50)
    let error = try await failure(of: request)
    #expect(error.reason == .timedOut)
    #expect(error.wasSent == nil)
  }

  @Test func `a client bounds the time of all its requests`() async throws {
    let server = try LoopbackServer { _ in .silence() }
    var configuration = HTTPConfiguration(userAgent: "test")
    configuration.totalTimeoutMax = .milliseconds(50)
    let error = try await failure(of: .to(server), HTTPClient(configuration: configuration))
    #expect(error.reason == .timedOut)
  }

  @Test func `a body that stops coming ends the exchange`() async throws {
    let head = LoopbackServer.Reply.head(200, [("Content-Length", "10")])
    let server = try LoopbackServer { _ in
      .init([.send(head), .wait(Gate()), .close])
    }
    var request = try HTTPRequest.to(server)
    request.limits.stallTimeout = .seconds(1)
    let error = try await failure(of: request)
    #expect(error.reason == .timedOut)
    #expect(error.wasSent == true)
  }

  @Test(arguments: [LoopbackServer.Reply.close, .reset])
  func `a connection that ends in place of an answer leaves it open`(
    _ reply: LoopbackServer.Reply
  ) async throws {
    let error = try await failure(of: reply)
    #expect(error.reason == .interrupted)
    #expect(error.wasSent == nil)
  }

  @Test func `an answer shorter than its length is none`() async throws {
    let error = try await failure(of: .short("abc", announced: 4))
    #expect(error.reason == .interrupted)
    #expect(error.wasSent == true)
  }

  @Test func `chunks that end too soon are no answer`() async throws {
    let whole = LoopbackServer.Reply.chunked([Array("abc".utf8)])
    let error = try await failure(of: .init(whole.steps.dropLast() + [.close]))
    #expect(error.reason == .interrupted)
    #expect(error.wasSent == true)
  }

  @Test(
    arguments: [
      ("SSH-2.0-server\r\n", .malformed, nil), ("\r\n\r\n", .malformed, nil),
      ("HTTP/1.1\r\n\r\n", .malformed, nil), ("HTTP/1.1 abc\r\n\r\n", .malformed, nil),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .interrupted, true),
      ("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", .malformed, true),
      (
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", .malformed,
        true
      ),
    ] as [(String, HTTPError.Reason, Bool?)])
  func `what is no HTTP is no answer`(
    _ text: String, _ reason: HTTPError.Reason, _ wasSent: Bool?
  ) async throws {
    let error = try await failure(of: .init([.send(Array(text.utf8)), .close]))
    #expect(error.reason == reason)
    #expect(error.wasSent == wasSent)
  }

  @Test func `an answer over its limit is cut off`() async throws {
    let zeros = try Samples.gzipOfZeros()
    let replies: [LoopbackServer.Reply] = [
      .init(200, "12345"), .chunked([Array("123".utf8), Array("45".utf8)]),
      .init(200, headers: [("Content-Encoding", "gzip")], bytes: zeros),
      .init([.send(LoopbackServer.Reply.head(200, []) + Array("12345".utf8)), .close]),
    ]
    for reply in replies {
      let server = try LoopbackServer { _ in reply }
      var request = try HTTPRequest.to(server)
      request.limits.bodyMax = 4
      let error = try await failure(of: request)
      #expect(error.reason == .tooLarge)
      #expect(error.detail == "the answer is longer than 4 bytes")
      #expect(error.wasSent == true)
    }
    let server = try LoopbackServer { _ in .init(200, "1234") }
    var request = try HTTPRequest.to(server)
    request.limits.bodyMax = 4
    #expect(try await client.send(request).text == "1234")
  }

  @Test func `headers without end are cut off`() async throws {
    let line = Array("X: \(String(repeating: "x", count: 1_000))\r\n".utf8)
    let start = LoopbackServer.Reply.Step.send(Array("HTTP/1.1 200 OK\r\n".utf8))
    let lines = (0..<300).map { _ in LoopbackServer.Reply.Step.send(line) }
    let error = try await failure(of: .init([start] + lines + [.close]))
    #expect(error.reason == .tooLarge)
  }

  @Test func `a cancelled task ends at once`() async throws {
    let server = try LoopbackServer { _ in .silence() }
    let client = client
    let request = try HTTPRequest.to(server)
    let task = Task { try await client.send(request) }
    _ = await server.requests(reaching: 1)
    task.cancel()
    let error = await #expect(throws: HTTPError.self) { try await task.value }
    #expect(error?.reason == .cancelled)
    #expect(error?.wasSent == nil)
  }

  @Test func `a task cancelled before it begins sends nothing`() async throws {
    let server = try LoopbackServer { _ in .init() }
    let client = client
    let request = try HTTPRequest.to(server)
    let gate = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in gate.stream {}
      return try await client.send(request)
    }
    task.cancel()
    gate.continuation.finish()
    let error = await #expect(throws: HTTPError.self) { try await task.value }
    #expect(error?.reason == .cancelled)
    #expect(error?.wasSent == false)
    #expect(server.requests.isEmpty)
  }

  @Test func `a closed client ends what is under way, and begins nothing`() async throws {
    let server = try LoopbackServer { _ in .silence() }
    let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "test"))
    let request = try HTTPRequest.to(server)
    let task = Task { try await client.send(request) }
    _ = await server.requests(reaching: 1)
    client.close()
    let error = await #expect(throws: HTTPError.self) { try await task.value }
    #expect(error?.reason == .closed)
    #expect(try await failure(of: request, client).reason == .closed)
    client.close()
  }

  @Test func `a kept-alive connection that died is replaced, unless a request must go once`()
    async throws
  {
    for isSentOnce in [false, true] {
      let server = try LoopbackServer { request in
        request.connection == 1 && request.path == "/second" ? .close : .init()
      }
      _ = try await client.send(.to(server, .get, "first"))
      var request = try HTTPRequest.to(server, .post, "second", body: "x")
      request.isSentOnce = isSentOnce
      #expect(try await client.send(request).status == 200)
      #expect(server.requests.count == (isSentOnce ? 2 : 3))
    }
  }

  @Test func `a request that must go once is not repeated`() async throws {
    let server = try LoopbackServer { request in request.path == "/second" ? .close : .init() }
    _ = try await client.send(.to(server, .get, "first"))
    var request = try HTTPRequest.to(server, .post, "second", body: "x")
    request.isSentOnce = true
    let error = try await failure(of: request)
    #expect(error.reason == .interrupted)
    #expect(error.wasSent == nil)
    #expect(server.requests.map(\.path) == ["/first", "/second"])
  }
}
