import Configuration
import Git
import Logging
import Model
import News
import PolicyLanguage
import Publish
import Record
import Sync

extension Live {
  /// Whether this run may tell people; throws where somebody asked for it and it must not be.
  func mayPublish(
    _ configuration: Configuration, push: Bool?, publish: Bool?
  ) throws -> Bool {
    let options = RunPolicy.Options(push: push, publish: publish)
    let policy = RunPolicy(configuration, options, ActionsEnvironment(environment))
    switch policy.publish {
    case .granted: return true
    case .denied(let denial) where denial.isRefusal:
      throw CommandError(denial.message, hint: denial.hint, status: .configuration)
    case .denied(let denial):
      log.info("\(denial.message)")
      return false
    }
  }

  /// What tells people of what a remote has.
  func publisher(
    _ configuration: Configuration, over channels: [ConfiguredChannel], at remote: Remote,
    of repository: Repository
  ) throws -> Publisher {
    let identity = try identity(of: repository)
    let surroundings = ReceiptBook.Surroundings(
      run: runName,
      committer: { Signature(name: identity.name, email: identity.email, time: $0) },
      now: Self.now, sleep: { try await ContinuousClock().sleep(for: $0) })
    return Publisher(
      ReceiptBook(repository, at: remote, surroundings), over: channels,
      settings: DeliverySettings(configuration.delivery), log: log)
  }

  /// Every message of a dry run exactly as it would be sent, also of channels that are off.
  func drafts(
    of report: SyncReport, _ configuration: Configuration
  ) async throws -> [ChannelDraft] {
    let channels = try await draftingChannels(configuration)
    guard let news = report.plannedNews(at: Self.now()) else { return [] }
    return channels.flatMap { channel, missing in
      channel.drafts(of: news).map {
        ChannelDraft(channel: channel.name, draft: $0, missing: missing.map(\.words))
      }
    }
  }

  /// Prints the messages of a dry run.
  func show(_ drafts: [ChannelDraft]) {
    for draft in drafts {
      console.output("")
      console.output(console.colored(draft.title, .bold))
      console.output(draft.draft.body)
    }
  }

  /// What receipts call this run; no other has the same.
  private var runName: String {
    let random = String(UInt32.random(in: .min ... .max), radix: 36)
    let run = environment["GITHUB_RUN_ID"].flatMap { $0.isEmpty ? nil : $0 }
    let attempt = environment["GITHUB_RUN_ATTEMPT"].flatMap { $0.isEmpty ? nil : $0 }
    return ([run, run == nil ? nil : attempt].compactMap(\.self) + [random]).joined(separator: "-")
  }
}

/// A message that a channel would send.
struct ChannelDraft {
  let channel: String
  let draft: Draft
  /// The variables for want of which the channel is off.
  let missing: [String]

  fileprivate var title: String {
    let are = missing.count == 1 ? "is" : "are"
    let off = missing.isEmpty ? "" : " (off: \(missing.joined(separator: ", ")) \(are) not set)"
    return "\(channel)\(off): \(SafeText.line(draft.target))"
  }

  /// An entry of `drafts` in `sync --dry-run --json`.
  var json: JSON {
    [
      "channel": .string(channel), "target": .string(draft.target), "body": .string(draft.body),
      "missing": .array(missing.map { .string($0) }),
    ]
  }
}

extension DeliverySettings {
  /// What is configured, and else what is usual.
  init(_ section: DeliverySection?) {
    self.init()
    if let seconds = section?.claimTimeout?.seconds { claimSeconds = seconds }
    if let seconds = section?.backoff?.first?.seconds { backoffFirst = seconds }
    if let seconds = section?.backoff?.most?.seconds { backoffMost = seconds }
    if let attempts = section?.attempts { attemptsMax = attempts }
  }
}

extension SyncReport {
  /// What people would be told of the changes of a dry run; nil where nobody would be.
  fileprivate func plannedNews(at time: Timestamp) -> ReleaseNews? {
    guard !isFirstImport, !entries.isEmpty else { return nil }
    return ReleaseNews(
      name: ReleaseName(at: time) { _ in false }, commit: nil, time: time,
      policies: entries.compactMap { PolicyNews(message: $0.change.commitMessage, commit: nil) })
  }
}
