import Git
package import Logging
import Model
package import Observe
package import Publish
package import Record

/// One run: observe, compare, validate, record, publish.
///
/// The repository is the only state. Whatever kills a run, the next one finds the archive as it was
/// before or as it is after, and finishes the work.
package struct SyncRun {
  package let archive: Archive
  package let source: any PolicySource
  /// Where the archive is pushed to; nil where nothing is pushed.
  package let remote: ArchiveRemote?
  /// Tells people of what was pushed; nil where nobody is told.
  package let publisher: Publisher?
  package let options: SyncOptions
  package let log: Logger

  package init(
    archive: Archive, source: any PolicySource, remote: ArchiveRemote?,
    publisher: Publisher? = nil, options: SyncOptions, log: Logger
  ) {
    self.archive = archive
    self.source = source
    self.remote = remote
    self.publisher = publisher
    self.options = options
    self.log = log
  }

  /// Runs once and says what was done; throws a `SyncError` where nothing, or not all, could be.
  package func run() async throws -> SyncReport {
    guard !options.isDryRun else { return try await preview() }
    let lock = try lock()

    let unmet = try await timed("prepare") { try await prepare(holding: lock) }
    let unheard = await beginPublishing()
    let held = try await timed("read") { try archive.holdings(at: try archive.tip()) }
    let observed = try await timed("observe") { try await observe(since: held) }
    let changes = try await timed("compare") {
      try await explainedChanges(in: observed, since: held)
    }
    let validated = try await timed("validate") { await ValidatedChanges(changes, by: options) }
    let hasNews = try await validateAgain(in: held, but: changes, holding: lock)
    let written = try await timed("record") {
      try await record(changes, validated, of: observed, since: held, holding: lock)
    }
    let pushed = try await timed("push") {
      await push(written, hasNews: hasNews, unmet: unmet, holding: lock)
    }

    lock.release()
    let told = try await timed("publish") { await publish(after: pushed, unheard) }
    return try report(pushed, told, of: observed)
  }
}

extension SyncRun {
  /// Does a step; who wants to know each step hears how long it took.
  func timed<Output>(
    _ step: String, _ body: () async throws -> Output
  ) async throws -> Output {
    let start = ContinuousClock.now
    let output = try await body()
    let milliseconds = start.duration(to: .now) / .milliseconds(1)
    log.debug("\(step) took \((milliseconds * 10).rounded() / 10) ms")
    return output
  }
}
