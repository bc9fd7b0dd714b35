import Glibc
import HTTP
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct HTTPClientTests {
  let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test"))

  @Test func `an answer comes whole`() async throws {
    let server = try LoopbackServer { _ in
      .init(201, headers: [("X-Two", " a: b "), ("x-two", "c"), ("X-Empty", "")], "body\u{0}")
    }
    let response = try await client.send(.to(server, .get, "a%20b?z=1&a=+"))
    #expect(response.status == 201)
    #expect(response.body == Array("body\u{0}".utf8))
    #expect(response.headers.filter { $0.name == "x-two" }.map(\.value) == ["a: b", "c"])
    #expect(response.header("x-empty") == "")
    #expect(response.header("content-length") == "5")
  }

  @Test func `a request is on the wire what it says, and nothing else`() async throws {
    let server = try LoopbackServer { _ in .init() }
    var request = try HTTPRequest.to(server, .get, "a%20b?z=1&a=+")
    request.headers = [HTTPHeader("X-A", "é b"), HTTPHeader("X-Secret", secret: Secret("s"))]
    request.headers.append(HTTPHeader("X-Empty", ""))
    _ = try await client.send(request)
    #expect(
      server.requests.map { String(decoding: $0.head, as: UTF8.self) } == [
        """
        GET /a%20b?a=%2B&z=1 HTTP/1.1\r
        Host: 127.0.0.1:\(server.port)\r
        User-Agent: mamip-bot/test\r
        Accept: */*\r
        Accept-Encoding: gzip\r
        X-A: é b\r
        X-Secret: s\r
        X-Empty:\r
        \r

        """
      ])
  }

  @Test(
    arguments: [
      (HTTPRequest.Method.get, "", nil), (.head, "", nil), (.delete, "", nil), (.delete, "x", "1"),
      (.post, "", "0"), (.post, "a=1&b=\u{0}", "7"), (.put, "", "0"), (.put, "x", "1"),
      (.patch, "{}", "2"),
    ] as [(HTTPRequest.Method, String, String?)])
  func `every method has its body and length`(
    _ method: HTTPRequest.Method, _ body: String, _ length: String?
  ) async throws {
    let server = try LoopbackServer { request in
      request.method == "HEAD" ? .init([.send(LoopbackServer.Reply.head(200, []))]) : .init()
    }
    _ = try await client.send(.to(server, method, body: body))
    let request = try #require(server.requests.first)
    #expect(request.method == method.rawValue)
    #expect(request.text == body)
    #expect(request.header("content-length") == length)
    #expect(request.header("expect") == nil)
    #expect(request.header("content-type") == nil)
  }

  @Test func `a large body is sent at once, and a given type is kept`() async throws {
    let server = try LoopbackServer { request in .init(200, "\(request.body.count)") }
    var request = try HTTPRequest.to(server, .post, body: String(repeating: "x", count: 3 << 20))
    request.headers = [HTTPHeader("Content-Type", "application/x-git-receive-pack-request")]
    let response = try await client.send(request)
    #expect(response.text == "\(3 << 20)")
    #expect(server.requests.first?.header("expect") == nil)
    #expect(
      server.requests.first?.header("content-type") == "application/x-git-receive-pack-request")
  }

  @Test func `an answer to HEAD has no body, whatever length it names`() async throws {
    let head = LoopbackServer.Reply.head(200, [("Content-Length", "1000")])
    let server = try LoopbackServer { _ in .init([.send(head)]) }
    let response = try await client.send(.to(server, .head))
    #expect(response.header("content-length") == "1000")
    #expect(response.body.isEmpty)
  }

  @Test(arguments: [204, 304])
  func `an answer may have no body`(_ status: Int) async throws {
    let head = LoopbackServer.Reply.head(status, [])
    let server = try LoopbackServer { _ in .init([.send(head)]) }
    #expect(try await client.send(.to(server)).status == status)
  }

  @Test func `chunks are joined, interim answers and trailers left out`() async throws {
    let server = try LoopbackServer { _ in
      let reply = LoopbackServer.Reply.chunked([Array("ab".utf8), Array("c".utf8)])
      let interim = LoopbackServer.Reply.head(103, [("Link", "</x>")])
      let end = LoopbackServer.Reply.Step.send(Array("0\r\nX-Trailer: 1\r\n\r\n".utf8))
      return .init([.send(interim)] + reply.steps.dropLast() + [end])
    }
    let response = try await client.send(.to(server))
    #expect(response.status == 200)
    #expect(response.text == "abc")
    #expect(response.headers.map(\.name) == ["transfer-encoding"])
  }

  @Test func `an answer without length ends with its connection`() async throws {
    let head = LoopbackServer.Reply.head(200, [("Connection", "close")])
    let server = try LoopbackServer { _ in .init([.send(head + Array("abc".utf8)), .close]) }
    #expect(try await client.send(.to(server)).text == "abc")
  }

  @Test func `a compressed answer is decompressed`() async throws {
    let server = try LoopbackServer { _ in
      .init(200, headers: [("Content-Encoding", "gzip")], bytes: Samples.gzipOfHello)
    }
    #expect(try await client.send(.to(server)).text == "hello")
  }

  @Test func `a connection is used again`() async throws {
    let server = try LoopbackServer { _ in .init() }
    for _ in 0..<5 { _ = try await client.send(.to(server)) }
    #expect(server.connectionCount == 1)
  }

  @Test func `programs started meanwhile do not inherit a connection`() async throws {
    let server = try LoopbackServer { _ in .init() }
    _ = try await client.send(.to(server))
    let descriptors = (0..<Self.descriptorsMax).filter { remotePort(of: $0) == server.port }
    #expect(descriptors.count == 1)
    for descriptor in descriptors { #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC) }
  }

  /// More than all tests together have open.
  private static let descriptorsMax: Int32 = 20_000

  private func remotePort(of descriptor: Int32) -> Int? {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe getpeername(descriptor, address, &length)
      }
    }
    return code == 0 && address.sin_family == AF_INET ? Int(address.sin_port.bigEndian) : nil
  }

  @Test func `no more connections than allowed are open to one host`() async throws {
    let gate = Gate()
    let server = try LoopbackServer { _ in LoopbackServer.Reply(200, "x").after(gate) }
    var configuration = HTTPConfiguration(userAgent: "test")
    configuration.connectionsPerHostMax = 2
    let client = HTTPClient(configuration: configuration)
    let request = try HTTPRequest.to(server)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { try await client.send(request).status } }
      #expect(await server.requests(reaching: 2).count == 2)
      gate.open()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 8))
    #expect(server.connectionCount == 2)
  }

  @Test func `clients come and go, used or not`() async throws {
    let server = try LoopbackServer { _ in .init() }
    for round in 0..<20 {
      let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "test"))
      if round.isMultiple(of: 2) { _ = try await client.send(.to(server)) }
      if round.isMultiple(of: 3) { client.close() }
    }
    #expect(server.requests.count == 10)
  }
}

/// Bodies that no Swift code here can make.
enum Samples {
  /// What `gzip.compress(b"hello", mtime=0)` gives.
  static let gzipOfHello: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07,
    0x00, 0x86, 0xA6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
  ]

  /// A mebibyte of zeros, about a kilobyte long.
  static func gzipOfZeros() throws -> [UInt8] {
    let script = "import gzip, sys; sys.stdout.buffer.write(gzip.compress(bytes(1 << 20)))"
    return try ExternalProgram.python.run("-c", script).bytes
  }
}

extension HTTPRequest {
  /// A request of any method to a path of a loopback server.
  static func to(
    _ server: LoopbackServer, _ method: Method = .get, _ path: String = "", body: String = ""
  ) throws -> HTTPRequest {
    let url = try #require(RequestURL("\(server.url)/\(path)"))
    return HTTPRequest(method, url, body: Array(body.utf8))
  }
}

extension HTTPResponse {
  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}
