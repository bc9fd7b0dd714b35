import ArgumentParser
import Configuration
import Git
import Logging
import Model
import Observe
import Publish
import Record
import Sync

/// One run of the main job.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Observe what AWS publishes and record every change",
    discussion: """
      One run compares every AWS managed policy with the archive and writes each change as a \
      commit of its own, with AWS's date. A run that changed something ends with a release: a \
      commit that updates CHANGELOG.md, and an annotated tag named after the minute. A run \
      without changes writes nothing.

      The source is `iam` (needs AWS credentials), the URL or path of another archive such as \
      MAMIP or IAMTrail (its history is replayed, no AWS account needed), or a folder of policy \
      files.

      Nothing is pushed or sent unless you say so: in GitHub Actions the configuration decides, \
      elsewhere only --push and --publish do. What was pushed is sent over the configured \
      channels, each release once; what could not be sent is tried again by later runs.

      EXAMPLES
        mamip-bot sync --source iam
        mamip-bot sync --source https://github.com/zoph-io/IAMTrail --baseline
        mamip-bot sync --source ./policies --dry-run

      EXIT STATUS
        0 done    1 failed, nothing lost    3 a delivery is dead, or overdue by a day
        4 stopped by a safety breaker    64 wrong usage    78 wrong configuration
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "Where policies come from: iam, an archive's git URL or path, or a folder",
      valueName: "source"))
  var source: String?

  @Option(
    help: ArgumentHelp("The archive's branch (default: the one checked out)", valueName: "name"))
  var branch: String?

  @Option(help: ArgumentHelp("The remote to push to: a name or a URL", valueName: "remote"))
  var remote: String = "origin"

  @Flag(
    inversion: .prefixedNo,
    help: "Push branch and release to the remote (default in GitHub Actions: the configuration's)")
  var push: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Tell people of what was pushed (default in GitHub Actions: the configuration's)")
  var publish: Bool?

  @Flag(help: "Show what would be recorded and sent, and write and send nothing")
  var dryRun = false

  @Flag(help: "Record a first import as one commit instead of one per policy or version")
  var baseline = false

  @OptionGroup var reference: ServiceReferenceOptions

  @Flag(help: "Go on although so much changed at once that the source may be broken")
  var allowMassChange = false

  func run() async throws {
    try await Live.run(global) { live in
      let status = try await sync(live)
      if !dryRun, status != .failed { await live.beat() }
      return status
    }
  }

  private func sync(_ live: Live) async throws -> ExitStatus {
    let repository = try live.repository(global.repository)
    let configuration = try live.configuration(of: repository)
    let mayPush = try !dryRun && live.mayPush(configuration, option: push)
    let archive = try Archive(
      repository: repository, branch: branch ?? configuration.branch?.text)
    let source = try await live.source(
      try source ?? configuration.source?.from(repository).text, for: repository)
    let mayPublish =
      try mayPush && live.mayPublish(configuration, push: push, publish: publish)
    let channels = mayPublish ? try await live.channels(configuration) : []
    let remote = mayPush ? try await live.remote(self.remote, of: archive) : nil
    let publisher = try remote.flatMap { remote in
      try channels.isEmpty
        ? nil : live.publisher(configuration, over: channels, at: remote.remote, of: repository)
    }
    let run = SyncRun(
      archive: archive, source: source, remote: remote, publisher: publisher,
      options: try live.syncOptions(self, configuration, repository), log: live.log)
    let report = try await run.run()
    let drafts = dryRun ? try await live.drafts(of: report, configuration) : nil
    live.bar.clear()
    try live.show(report, drafting: drafts, asJSON: global.json)
    return try status(of: report, live)
  }

  private func status(of report: SyncReport, _ live: Live) throws -> ExitStatus {
    if let failure = report.failure { throw failure }
    if let failure = report.publishFailure { throw failure }
    let urgent = live.status(of: report.needingAttention)
    return report.hasFailures ? .failed : urgent
  }
}
