import Foundation
import HTTP
import Model
import Support

@testable import AWS

/// What the module needs of the world, with time under the test's control: pauses take none, and
/// the time of day stands still until it is moved.
final class World: Sendable {
  static let start = Timestamp(seconds: 1_795_200_000)

  let clock = ManualClock(advancesItself: true)
  let time = TimeOfDay(World.start)
  private let http: HTTPClient
  private let pauses: any Clock<Duration>

  /// With `pausing` the pauses take their time, as they must where another program is waited for.
  init(pausing: Bool = false) {
    pauses = pausing ? ContinuousClock() : clock
    http = HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot-tests"))
  }

  var connection: AWSConnection {
    AWSConnection(
      http: http, retry: RetryPolicy(clock: pauses, random: { 0.5 }), now: { self.time.now })
  }

  /// A chain over exactly these variables.
  func chain(_ variables: [String: String], profile: String? = nil) throws -> CredentialChain {
    let environment = try AWSEnvironment(variables, profile: profile)
    return CredentialChain(environment: environment, connection: connection)
  }

  /// A client that finds its credentials by itself.
  func client(_ variables: [String: String]) throws -> AWSClient {
    let environment = try AWSEnvironment(variables)
    let chain = CredentialChain(environment: environment, connection: connection)
    return AWSClient(environment: environment, connection: connection, credentials: chain)
  }

  /// A client of a server on loopback, with keys in its environment.
  func client(
    of server: LoopbackServer, _ more: [String: String] = [:]
  ) throws -> AWSClient {
    let variables = [
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_ENDPOINT_URL": server.url,
      "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
    ]
    return try client(variables.merging(more) { $1 })
  }
}

/// A time of day that moves when told.
final class TimeOfDay: @unchecked Sendable {
  // SAFETY: touched with the lock held.
  private let lock = NSLock()
  private var seconds: Int64

  init(_ start: Timestamp) {
    seconds = start.seconds
  }

  var now: Timestamp { lock.withLock { Timestamp(seconds: seconds) } }

  func advance(bySeconds count: Int64) {
    lock.withLock { seconds += count }
  }
}

/// Counts calls, for servers that answer each time differently.
final class Counter: @unchecked Sendable {
  // SAFETY: touched with the lock held.
  private let lock = NSLock()
  private var count = 0

  /// 1 for the first call.
  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}

extension LoopbackServer {
  /// Answers each request with the next of the replies, and all further ones with the last.
  convenience init(replies: [Reply]) throws {
    let counter = Counter()
    try self.init { _ in replies[min(counter.next(), replies.count) - 1] }
  }
}

extension LoopbackServer.Reply {
  /// A good answer in the query protocol.
  static func result(of operation: String, _ content: String) -> LoopbackServer.Reply {
    LoopbackServer.Reply(
      200, headers: [("Content-Type", "text/xml")],
      """
      <\(operation)Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
        <\(operation)Result>\(content)</\(operation)Result>
        <ResponseMetadata><RequestId>a11f3e63</RequestId></ResponseMetadata>
      </\(operation)Response>
      """)
  }

  /// A refusal as the query protocol has it.
  static func refusal(
    _ status: Int, _ code: String, _ message: String = "no", headers: [(String, String)] = []
  ) -> LoopbackServer.Reply {
    LoopbackServer.Reply(
      status, headers: [("Content-Type", "text/xml")] + headers,
      """
      <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
        <Error><Type>Sender</Type><Code>\(code)</Code><Message>\(message)</Message></Error>
        <RequestId>66748cb8</RequestId>
      </ErrorResponse>
      """)
  }

  /// The identity that all tests of plain calls ask for.
  static let identity = result(
    of: "GetCallerIdentity",
    "<UserId>AIDA</UserId><Account>123456789012</Account>"
      + "<Arn>arn:aws:iam::123456789012:user/me</Arn>")
}
