import Configuration
import HTTP
import Logging
import Model
import News
import Publish

/// What a channel is made of, besides secrets.
struct ChannelPlan {
  let section: ChannelSection
  /// How the channel is called.
  let name: String
  /// Where people can look at the archive.
  let archive: ArchiveAddress
  let configuration: Configuration
  /// A client whose requests end while a claim is good.
  let http: HTTPClient
}

/// A variable that a channel needs is not set, which switches the channel off.
struct MissingVariable: Error {
  let names: [String]
}

extension Live {
  /// The configured channels, each ready to send, or switched off for want of a secret, which is
  /// told.
  ///
  /// They send in this order: pages on GitHub first, because others lead there.
  func channels(
    _ configuration: Configuration, tellingOf off: ((String, [String]) -> Void)? = nil
  ) async throws -> [ConfiguredChannel] {
    let sections = configuration.channels ?? []
    guard !sections.isEmpty else { return [] }
    let archive = try archiveAddress(configuration)
    let client = HTTPClient(configuration: channelConfiguration)
    let pages = sections.filter { $0.type == .gitHubRelease }
    var channels: [ConfiguredChannel] = []
    for section in pages + sections.filter({ $0.type != .gitHubRelease }) {
      guard let name = section.instance, let kind = section.type else { continue }
      let plan = ChannelPlan(
        section: section, name: name, archive: archive, configuration: configuration,
        http: client)
      var channel: (any Channel)?
      do {
        channel = try await makeChannel(plan)
      } catch let missing as MissingVariable {
        (off ?? noteOff)(name, missing.names)
      }
      channels.append(
        ConfiguredChannel(name: name, kind: kind, filter: section.filter, channel: channel))
    }
    return channels
  }

  private func noteOff(_ channel: String, _ variables: [String]) {
    let names = variables.joined(separator: " or ")
    log.notice("the channel `\(channel)` is off: \(names) is not set")
  }

  /// So long a channel waits for an answer; a claim is good for some of these.
  private static let channelTimeout = Duration.seconds(20)

  private var channelConfiguration: HTTPConfiguration {
    var configuration = http.configuration
    configuration.totalTimeoutMax = Self.channelTimeout
    return configuration
  }

  private func makeChannel(_ plan: ChannelPlan) async throws -> any Channel {
    switch plan.section.type {
    // Sorted, one line for each kind.
    case .bluesky: return try await makeBluesky(plan)
    case .gitHubIssue: return try await makeGitHubIssue(plan)
    case .gitHubRelease: return try await makeGitHubRelease(plan)
    case .sns: return try makeSNS(plan)
    case .sqs: return try makeSQS(plan)
    case .webhook: return try await makeWebhook(plan)
    case .x: return try await makeX(plan)
    case nil:
      throw CommandError("the channel `\(plan.name)` has no type", status: .configuration)
    }
  }

  /// A secret of a channel: the first of some variables that is set.
  func needed(_ names: String...) async throws -> Secret {
    for name in names {
      if let value = try await secret(name) { return value }
    }
    throw MissingVariable(names: names)
  }

  /// A secret's value is wrong; it is never shown.
  static func wrong(
    _ variable: String, for plan: ChannelPlan, _ reason: String
  ) -> CommandError {
    CommandError(
      "\(variable), for the channel `\(plan.name)`: \(reason)", status: .configuration)
  }

  /// Where people can look at the archive.
  func archiveAddress(_ configuration: Configuration) throws -> ArchiveAddress {
    let actions = ActionsEnvironment(environment)
    guard let repository = configuration.repository?.text ?? actions.repository else {
      throw CommandError(
        "channels need to know where the archive is",
        hint: "set `repository` to `owner/name` in \(Configuration.path)", status: .configuration)
    }
    let server = environment["GITHUB_SERVER_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return ArchiveAddress(server: server ?? "https://github.com", repository: repository)
  }
}
