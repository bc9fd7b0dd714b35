import Configuration
import HTTP
import Logging
import Publish
import Support
import Testing

@testable import mamip_bot

/// Secrets of channels: what is missing switches a channel off, what is wrong is an error.
@Suite struct ChannelSecretsTests {
  private static let bluesky = [
    "BLUESKY_APP_PASSWORD": "abcd-efgh", "BLUESKY_IDENTIFIER": "mamip.bsky.social",
  ]
  private static let x = [
    "X_ACCESS_TOKEN": "t", "X_ACCESS_TOKEN_SECRET": "ts", "X_API_KEY": "k", "X_API_SECRET": "ks",
  ]
  private static let slack = ["SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/T0/s3cr3t"]

  /// The channels of one section, and what is said of them.
  private func channels(
    _ section: String, _ environment: [String: String]
  ) async throws -> (channels: [ConfiguredChannel], notes: [String]) {
    let text = #"{"repository": "o/r", "channels": [\#(section)]}"#
    let console = Console(environment: ["NO_COLOR": "1"])
    let notes = Notes()
    let live = Live(
      environment: environment, console: console, bar: ProgressBar(console: console),
      log: Logger(label: "test") { _ in notes },
      http: HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test")))
    let channels = try await live.channels(try Configuration.decode(Array(text.utf8)))
    return (channels, notes.all)
  }

  @Test(arguments: [
    (#"{"type": "bluesky"}"#, bluesky), (#"{"type": "x"}"#, x),
    (#"{"type": "webhook", "form": "slack", "urlFrom": "SLACK_WEBHOOK_URL"}"#, slack),
  ]) func `every variable that is needed is named where it is missing`(
    section: String, variables: [String: String]
  ) async throws {
    #expect(try await channels(section, variables).channels.allSatisfy { $0.channel != nil })
    for name in variables.keys {
      for value in [nil, ""] {
        var environment = variables
        environment[name] = value
        let result = try await channels(section, environment)
        #expect(result.notes.count == 1)
        #expect(result.notes.first?.hasSuffix(" is off: \(name) is not set") == true)
        #expect(result.channels.map { $0.channel == nil } == [true])
      }
    }
  }

  @Test(arguments: [
    (#"{"type": "bluesky"}"#, bluesky, "BLUESKY_SERVICE", "http://s3cr3t.example"),
    (#"{"type": "x"}"#, x, "X_API_URL", "s3cr3t"),
    (
      #"{"type": "webhook", "form": "slack", "urlFrom": "SLACK_WEBHOOK_URL"}"#, slack,
      "SLACK_WEBHOOK_URL", "hooks.slack.com/services/s3cr3t"
    ),
    (
      #"{"type": "webhook", "urlFrom": "SLACK_WEBHOOK_URL"}"#, slack, "MAMIP_WEBHOOK_SECRET",
      "whsec_s3cr3t!"
    ),
  ]) func `a wrong value is an error that names the channel, and never the value`(
    section: String, variables: [String: String], name: String, value: String
  ) async throws {
    let error = await #expect(throws: CommandError.self) {
      try await channels(section, variables.merging([name: value]) { $1 })
    }
    let text = "\(try #require(error)) \(error?.hint ?? "")"
    #expect(text.hasPrefix("\(name), for the channel `"), "\(text)")
    #expect(!text.contains("s3cr3t"), "\(text)")
    #expect(error?.status == .configuration)
  }

  @Test(arguments: [
    #"{"type": "sns", "topic": "mamip"}"#, #"{"type": "sqs", "queue": "mamip"}"#,
  ]) func `a topic or queue that is none is an error with its form`(section: String) async throws {
    await #expect(throws: (any Error).self) { try await channels(section, [:]) }
  }
}

/// Keeps what is logged.
private final class Notes: LogHandler, @unchecked Sendable {
  // SAFETY: used by one task.
  private(set) var all: [String] = []
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { all.append("\(event.message)") }
}
