import Configuration
import Git
import Logging
import Model
import News
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

  /// Prints every message of a dry run exactly as it would be sent.
  func showDrafts(of report: SyncReport, over channels: [ConfiguredChannel]) throws {
    guard let news = report.plannedNews(at: Self.now()) else { return }
    for (channel, draft) in Publisher.drafts(of: news, over: channels) {
      console.output("")
      console.output(console.colored("\(channel): \(SafeText.line(draft.target))", .bold))
      console.output(draft.body)
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
