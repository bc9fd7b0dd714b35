import HTTP
import Model
import News
import Publish
import Support
import Testing

/// A channel under the contract, and the service that it speaks to.
///
/// The service is a value: what it does with a request, given the messages that it has taken.
struct ContractMember: Sendable, CustomTestStringConvertible {
  typealias Request = LoopbackServer.Request
  typealias Reply = LoopbackServer.Reply

  let name: String
  /// Words that must never be seen.
  let secrets: [String]
  let make: @Sendable (ContractWorld) throws -> any Channel
  /// Whether a request is the one that posts: only that one meets with faults.
  var isWrite: @Sendable (Request) -> Bool = { $0.method == "POST" }
  /// Takes what is good into the messages, and answers as the service does.
  let answer: @Sendable (Request, inout [String]) -> Reply
  /// The part of the request that a draft shows.
  var message: @Sendable (Request) -> String = \.text
  /// Whether a message is within the service's bounds.
  let isWithinBounds: @Sendable (String) -> Bool
  /// Whether a page for people in place of the service's own answer is noticed.
  var readsAnswers = true
  /// Whether the service may ask for a wait by `Retry-After`.
  var waitsWhenAsked = true

  var testDescription: String { name }
}

extension ContractMember {
  /// Every kind of channel in all its forms.
  static let all: [ContractMember] = [
    // Sorted.
    .bluesky,
    .discord,
    .gitHubIssue,
    .gitHubRelease,
    .slack,
    .sns,
    .snsInOrder,
    .sqs,
    .sqsInOrder,
    .teams,
    .webhook,
    .x,
  ]
}

/// What a channel finds in a test: a server's address, a client, the time.
struct ContractWorld: Sendable {
  /// The time at which a test takes place.
  static let now = Timestamp(seconds: 1_795_198_000)
  /// `http://127.0.0.1:port`.
  let url: String
  let http: HTTPClient

  /// So long an answer is waited for.
  init(url: String, patience: Duration = .seconds(30)) {
    self.url = url
    var configuration = HTTPConfiguration(userAgent: "mamip-bot/test")
    configuration.totalTimeoutMax = patience
    http = HTTPClient(configuration: configuration)
  }

  /// What every channel is given.
  func context(_ name: String) -> ChannelContext {
    ChannelContext(
      name: name, archive: ArchiveAddress(server: "https://github.com", repository: "o/r"),
      http: http, now: { Self.now })
  }
}
