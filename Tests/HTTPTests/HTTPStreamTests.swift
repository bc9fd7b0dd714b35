import Foundation
import HTTP
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct HTTPStreamTests {
  let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "test"))

  @Test func `status and headers are there before the body`() async throws {
    let gate = Gate()
    let head = LoopbackServer.Reply.head(200, [("Content-Length", "3"), ("X-A", "b")])
    let server = try LoopbackServer { _ in
      .init([.send(head), .wait(gate), .send(Array("abc".utf8))])
    }
    let stream = try await client.open(.to(server))
    #expect(stream.head.status == 200)
    #expect(stream.head.header("x-a") == "b")
    #expect(stream.head.body.isEmpty)
    gate.open()
    #expect(try await text(of: stream) == "abc")
    #expect(try await stream.next() == nil)
  }

  @Test func `an answer without body ends at once`() async throws {
    let server = try LoopbackServer { _ in .init(204) }
    let stream = try await client.open(.to(server))
    #expect(stream.head.status == 204)
    #expect(try await stream.next() == nil)
  }

  @Test func `pieces are in order, and all there are`() async throws {
    let pieces = (0..<200).map { Array(repeating: UInt8($0), count: 1 + $0 * 997 % 40_000) }
    let server = try LoopbackServer { _ in .chunked(pieces) }
    let stream = try await client.open(.to(server))
    var received: [UInt8] = []
    while let piece = try await stream.next() {
      #expect(!piece.isEmpty)
      received += piece
    }
    #expect(received == pieces.flatMap { $0 })
  }

  @Test func `the server waits while nobody takes`() async throws {
    let piece = [UInt8](repeating: 7, count: 1 << 20)
    let count = 64
    let sent = Counter()
    let server = try LoopbackServer { request in
      let head = LoopbackServer.Reply.head(200, [("Content-Length", "\(count << 20)")])
      let effect: @Sendable () -> Void = { if request.path == "/stream" { sent.increment() } }
      return .init([.send(head)] + (0..<count).flatMap { _ in [.send(piece), .run(effect)] })
    }
    let stream = try await client.open(.to(server, .get, "stream"))
    // What comes whole meanwhile would let the stream come as far.
    for _ in 0..<2 {
      #expect(try await client.send(.to(server, .get, "whole")).body.count == count << 20)
    }
    // The client's buffer and the system's two, 4 MB and 6 MB at most, hold some.
    #expect(sent.value <= 16)
    var received = 0
    while let piece = try await stream.next() { received += piece.count }
    #expect(received == count << 20)
  }

  @Test func `a compressed stream is paused and goes on`() async throws {
    let script = "import gzip, sys; sys.stdout.buffer.write(gzip.compress(bytes(64 << 20)))"
    let zeros = try ExternalProgram.python.run("-c", script).bytes
    let server = try LoopbackServer { _ in
      .init(200, headers: [("Content-Encoding", "gzip")], bytes: zeros)
    }
    let stream = try await client.open(.to(server))
    _ = try await client.send(.to(server))
    var received = 0
    while let piece = try await stream.next() {
      #expect(piece.count <= 4 << 20)
      received += piece.count
    }
    #expect(received == 64 << 20)
  }

  @Test func `a stream that breaks off throws after its head`() async throws {
    let server = try LoopbackServer { _ in .short("abc", announced: 10) }
    let stream = try await client.open(.to(server))
    let error = await #expect(throws: HTTPError.self) { try await text(of: stream) }
    #expect(error?.reason == .interrupted)
    #expect(error?.wasSent == true)
  }

  @Test func `a stream over its limit is cut off`() async throws {
    let server = try LoopbackServer { _ in .chunked([Array("123".utf8), Array("45".utf8)]) }
    var request = try HTTPRequest.to(server)
    request.limits.bodyMax = 4
    let limited = request
    let error = await #expect(throws: HTTPError.self) {
      try await text(of: client.open(limited))
    }
    #expect(error?.reason == .tooLarge)
  }

  @Test func `where nobody listens, there is no stream`() async throws {
    let url = try #require(RequestURL("http://127.0.0.1:\(LoopbackServer.deadPort())/"))
    let error = await #expect(throws: HTTPError.self) {
      _ = try await client.open(HTTPRequest(.get, url))
    }
    #expect(error?.reason == .connectionFailed)
  }

  @Test func `a cancelled task ends its stream`() async throws {
    let head = LoopbackServer.Reply.head(200, [("Content-Length", "10")])
    let server = try LoopbackServer { _ in .init([.send(head), .wait(Gate()), .close]) }
    let client = client
    let request = try HTTPRequest.to(server)
    let opened = AsyncStream<Void>.makeStream()
    let task = Task {
      let stream = try await client.open(request)
      opened.continuation.finish()
      return try await stream.next()
    }
    for await _ in opened.stream {}
    task.cancel()
    let error = await #expect(throws: HTTPError.self) { try await task.value }
    #expect(error?.reason == .cancelled)
  }

  @Test func `a stream let go of frees its connection`() async throws {
    let endless = [UInt8](repeating: 0, count: 1 << 20)
    let server = try LoopbackServer { request in
      guard request.path == "/endless" else { return .init(200, "next") }
      let head = LoopbackServer.Reply.head(200, [("Content-Length", "\(1 << 40)")])
      return .init([.send(head)] + Array(repeating: .send(endless), count: 1_000))
    }
    var configuration = HTTPConfiguration(userAgent: "test")
    configuration.connectionsPerHostMax = 1
    let client = HTTPClient(configuration: configuration)
    var request = try HTTPRequest.to(server, .get, "endless")
    request.limits.bodyMax = 1 << 40
    do {
      let stream = try await client.open(request)
      _ = try await stream.next()
    }
    #expect(try await client.send(.to(server)).text == "next")
  }

  private func text(of stream: HTTPStream) async throws -> String {
    var bytes: [UInt8] = []
    while let piece = try await stream.next() { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private final class Counter: @unchecked Sendable {
  // SAFETY: touched with the lock held.
  private let lock = NSLock()
  private var count = 0

  var value: Int { lock.withLock { count } }

  func increment() { lock.withLock { count += 1 } }
}
