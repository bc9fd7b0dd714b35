import Foundation
import HTTP
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct RetryTests {
  let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "test"))
  let clock = ManualClock(advancesItself: true)

  private func policy(random: Double = 0.5) -> RetryPolicy {
    RetryPolicy(clock: clock, random: { random })
  }

  /// A server that gives these answers in turn, and the last one for ever.
  private func server(_ replies: LoopbackServer.Reply...) throws -> LoopbackServer {
    let turn = Turn()
    return try LoopbackServer { _ in replies[min(turn.next(), replies.count - 1)] }
  }

  @Test func `a passing failure is tried again`() async throws {
    // Libcurl by itself repeats what dies on a connection that it uses again.
    let busy = LoopbackServer.Reply(503, headers: [("Connection", "close")], "<html>busy</html>")
    let server = try server(busy.closing(), .close, .init(200, "ok"))
    let request = try HTTPRequest.to(server)
    let response = try await policy().run { () throws(HTTPError) in try await client.send(request) }
    #expect(response.text == "ok")
    #expect(server.requests.count == 3)
    #expect(clock.sleeps == [.milliseconds(500), .seconds(1)])
  }

  @Test(arguments: [200, 201, 204, 301, 400, 401, 403, 404, 409, 422, 501])
  func `what will not pass is the answer`(_ status: Int) async throws {
    let server = try server(.init(status))
    let request = try HTTPRequest.to(server)
    let response = try await policy().run { () throws(HTTPError) in try await client.send(request) }
    #expect(response.status == status)
    #expect(server.requests.count == 1)
    #expect(clock.sleeps.isEmpty)
  }

  @Test(arguments: [429, 500, 502, 503, 504])
  func `after the last try the answer is what it is`(_ status: Int) async throws {
    let server = try server(.init(status, "\(status)"))
    let request = try HTTPRequest.to(server)
    let response = try await policy().run { () throws(HTTPError) in try await client.send(request) }
    #expect(response.text == "\(status)")
    #expect(server.requests.count == 3)
  }

  @Test func `after the last try the error is thrown`() async throws {
    let url = try #require(RequestURL("http://127.0.0.1:\(LoopbackServer.deadPort())/"))
    let error = await #expect(throws: HTTPError.self) {
      try await policy().run { () throws(HTTPError) in
        try await client.send(HTTPRequest(.get, url))
      }
    }
    #expect(error?.reason == .connectionFailed)
    #expect(clock.sleeps.count == 2)
  }

  @Test func `a request that cannot be right is not repeated`() async throws {
    let url = try #require(RequestURL("http://host.test/"))
    var request = HTTPRequest(.get, url)
    request.isConfidential = true
    let error = await #expect(throws: HTTPError.self) {
      try await policy().run { () throws(HTTPError) in try await client.send(request) }
    }
    #expect(error?.reason == .insecure)
    #expect(clock.sleeps.isEmpty)
  }

  @Test func `the back-off doubles up to its limit, and is spread over all of it`() async throws {
    let server = try server(.init(503))
    let request = try HTTPRequest.to(server)
    var policy = policy(random: 0.25)
    policy.attemptsMax = 8
    _ = try await policy.run { () throws(HTTPError) in try await client.send(request) }
    #expect(clock.sleeps == [1, 2, 4, 8, 16, 20, 20].map { .seconds($0) * 0.25 })
    policy.random = { 0 }
    policy.attemptsMax = 2
    _ = try await policy.run { () throws(HTTPError) in try await client.send(request) }
    #expect(clock.sleeps.last == .zero)
  }

  @Test(
    arguments: [
      ("0", .zero), ("7", .seconds(7)), ("60", .seconds(60)), ("61", nil),
      ("9223372036854775807", nil), ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(12)),
      ("Sun, 06 Nov 1994 08:49:20 GMT", .zero), ("Sun, 06 Nov 1994 08:51:25 GMT", .seconds(120)),
      ("-1", .milliseconds(500)), ("soon", .milliseconds(500)),
      ("Sun, 32 Nov 1994 08:49:37 GMT", .milliseconds(500)),
      ("Sunday, 06-Nov-94 08:49:37 GMT", .milliseconds(500)),
    ] as [(String, Duration?)])
  func `the server says how long to wait`(_ text: String, _ expected: Duration?) async throws {
    let date = ("Date", "Sun, 06 Nov 1994 08:49:25 GMT")
    let server = try server(
      .init(429, headers: [("Retry-After", text), date]), .init(200))
    let request = try HTTPRequest.to(server)
    let policy = policy()
    let status = try await policy.run { () throws(HTTPError) in try await client.send(request) }
      .status
    let isTooLong = expected.map { $0 > policy.retryAfterMax } ?? true
    #expect(status == (isTooLong ? 429 : 200))
    #expect(clock.sleeps == (isTooLong ? [] : [expected]))
  }

  @Test func `the caller judges by what the answer says`() async throws {
    let throttled = LoopbackServer.Reply(400, "<Code>Throttling</Code>")
    let server = try server(throttled, throttled, .init(400, "<Code>Other</Code>"))
    let request = try HTTPRequest.to(server)
    let response = try await policy().run(
      judging: { outcome in
        guard case .success(let response) = outcome, response.text.contains("Throttling")
        else { return .accept }
        return .retryAfter(.seconds(3))
      }
    ) { () throws(HTTPError) in try await client.send(request) }
    #expect(response.text.contains("Other"))
    #expect(clock.sleeps == [.seconds(3), .seconds(3)])
  }

  @Test func `a longer wait than allowed is not begun`() async throws {
    let server = try server(.init(403))
    let request = try HTTPRequest.to(server)
    let response = try await policy().run(judging: { _ in .retryAfter(.seconds(61)) }) {
      () throws(HTTPError) in try await client.send(request)
    }
    #expect(response.status == 403)
    #expect(server.requests.count == 1)
  }

  @Test func `a cancelled wait ends at once`() async throws {
    let clock = ManualClock()
    let server = try server(.init(503))
    let request = try HTTPRequest.to(server)
    let client = client
    let task = Task {
      try await RetryPolicy(clock: clock, random: { 0.5 }).run { () throws(HTTPError) in
        try await client.send(request)
      }
    }
    await clock.sleeps(reaching: 1)
    task.cancel()
    let error = await #expect(throws: HTTPError.self) { try await task.value }
    #expect(error?.reason == .cancelled)
    #expect(server.requests.count == 1)
  }

  @Test func `the wait is as long as the clock says`() async throws {
    let clock = ManualClock()
    let server = try server(.init(503), .init(200))
    let request = try HTTPRequest.to(server)
    let client = client
    let task = Task {
      try await RetryPolicy(clock: clock, random: { 0.5 }).run { () throws(HTTPError) in
        try await client.send(request)
      }
    }
    await clock.sleeps(reaching: 1)
    clock.advance(by: .milliseconds(499))
    #expect(server.requests.count == 1)
    clock.advance(by: .milliseconds(1))
    #expect(try await task.value.status == 200)
  }

  @Test func `the server's date is read`() {
    func date(_ text: String) -> Timestamp? {
      HTTPResponse(status: 200, headers: [("date", text)], body: []).date
    }
    #expect(date("Sun, 06 Nov 1994 08:49:37 GMT")?.rfc3339 == "1994-11-06T08:49:37Z")
    #expect(date("Sat, 31 Jan 2026 23:59:59 GMT")?.rfc3339 == "2026-01-31T23:59:59Z")
    for text in [
      "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Foo 1994 08:49:37 GMT",
      "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
      "Sun, 06 Nov 1994 08:49:37 GMT ",
    ] {
      #expect(date(text) == nil, "\(text)")
    }
  }
}

/// Numbers from 0, across threads.
private final class Turn: Sendable {
  private let lock = NSLock()
  // SAFETY: touched with the lock held.
  nonisolated(unsafe) private var last = -1

  func next() -> Int {
    lock.withLock {
      unsafe last += 1
      return unsafe last
    }
  }
}
