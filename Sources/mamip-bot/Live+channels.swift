import Configuration
import HTTP
import Logging
import Model
import News
import Publish

/// What a channel is made of, besides secrets.
struct ChannelPlan {
  let section: ChannelSection
  let kind: ChannelKind
  /// How the channel is called.
  let name: String
  /// Where people can look at the archive.
  let archive: ArchiveAddress
  let configuration: Configuration
  /// A client whose requests end while a claim is good.
  let http: HTTPClient
  /// Where the channel is only to show what it would send: what it would lack.
  var drafting: MissingVariables?
}

/// A variable that a channel needs is not set, which switches the channel off.
struct MissingVariable: Error {
  /// Any one of them would do.
  let names: [String]

  /// As they are told.
  var words: String { names.joined(separator: " or ") }
}

/// What a channel that shows what it would send lacks, to send it.
final class MissingVariables {
  private(set) var all: [MissingVariable] = []

  func add(_ names: [String]) { all.append(MissingVariable(names: names)) }
}

extension Live {
  /// The configured channels, each ready to send, or switched off for want of a secret, which is
  /// told.
  ///
  /// They send in this order: pages on GitHub first, because others lead there.
  func channels(
    _ configuration: Configuration, tellingOf off: ((String, [String]) -> Void)? = nil
  ) async throws -> [ConfiguredChannel] {
    var channels: [ConfiguredChannel] = []
    for plan in try plans(configuration) {
      var channel: (any Channel)?
      do {
        channel = try await makeChannel(plan)
      } catch let missing as MissingVariable {
        (off ?? noteOff)(plan.name, missing.names)
      }
      channels.append(ConfiguredChannel(plan, channel))
    }
    return channels
  }

  /// The configured channels for a dry run, none of which holds a secret, and what each lacks.
  func draftingChannels(
    _ configuration: Configuration
  ) async throws -> [(channel: ConfiguredChannel, missing: [MissingVariable])] {
    var channels: [(ConfiguredChannel, [MissingVariable])] = []
    for var plan in try plans(configuration) {
      let missing = MissingVariables()
      plan.drafting = missing
      channels.append((ConfiguredChannel(plan, try await makeChannel(plan)), missing.all))
    }
    return channels
  }

  private func plans(_ configuration: Configuration) throws -> [ChannelPlan] {
    let sections = configuration.channels ?? []
    guard !sections.isEmpty else { return [] }
    let archive = try archiveAddress(configuration)
    let client = HTTPClient(configuration: channelConfiguration)
    let pages = sections.filter { $0.type == .gitHubRelease }
    return (pages + sections.filter { $0.type != .gitHubRelease }).compactMap { section in
      guard let name = section.instance, let kind = section.type else { return nil }
      return ChannelPlan(
        section: section, kind: kind, name: name, archive: archive,
        configuration: configuration, http: client)
    }
  }

  private func noteOff(_ channel: String, _ variables: [String]) {
    let words = MissingVariable(names: variables).words
    log.notice("the channel `\(channel)` is off: \(words) is not set")
  }

  /// So long a channel waits for an answer; a claim is good for some of these.
  private static let channelTimeout = Duration.seconds(20)

  private var channelConfiguration: HTTPConfiguration {
    var configuration = http.configuration
    configuration.totalTimeoutMax = Self.channelTimeout
    return configuration
  }

  private func makeChannel(_ plan: ChannelPlan) async throws -> any Channel {
    switch plan.kind {
    // Sorted, one line for each kind.
    case .bluesky: return try await makeBluesky(plan)
    case .gitHubIssue: return try await makeGitHubIssue(plan)
    case .gitHubRelease: return try await makeGitHubRelease(plan)
    case .sns: return try makeSNS(plan)
    case .sqs: return try makeSQS(plan)
    case .webhook: return try await makeWebhook(plan)
    case .x: return try await makeX(plan)
    }
  }

  /// A secret of a channel, from a variable; where it only shows what it would send, a text that
  /// stands for it.
  func needed(
    _ name: String, for plan: ChannelPlan, or standIn: String = "…"
  ) async throws -> Secret {
    if let drafting = plan.drafting {
      if environment[name].map(\.isEmpty) ?? true { drafting.add([name]) }
      return Secret(standIn)
    }
    guard let value = try await secret(name) else { throw MissingVariable(names: [name]) }
    return value
  }

  /// A secret's value is wrong; it is never shown.
  static func wrong(
    _ variable: String, for plan: ChannelPlan, _ reason: String
  ) -> CommandError {
    CommandError(
      "\(variable), for the channel `\(plan.name)`: \(reason)", status: .configuration)
  }

  /// Where people can look at the archive.
  private func archiveAddress(_ configuration: Configuration) throws -> ArchiveAddress {
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

extension ConfiguredChannel {
  fileprivate init(_ plan: ChannelPlan, _ channel: (any Channel)?) {
    self.init(
      name: plan.name, kind: plan.kind, filter: plan.section.filter, channel: channel)
  }
}
