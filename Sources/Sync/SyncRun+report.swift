import Model
import Observe
import Record

extension SyncRun {
  /// What the run did.
  func report(
    _ published: Published, of observed: Observation
  ) throws(SyncError) -> SyncReport {
    let entries = published.recorded?.changes.map {
      SyncReport.Entry(change: $0.change, commit: $0.commit)
    }
    return try report(entries ?? [], published, of: observed)
  }

  /// What a run would do.
  func report(
    planned changes: [Change], of observed: Observation
  ) throws(SyncError) -> SyncReport {
    let entries = changes.map { SyncReport.Entry(change: $0, commit: nil) }
    return try report(entries, Published(), of: observed)
  }

  private func report(
    _ entries: [SyncReport.Entry], _ published: Published, of observed: Observation
  ) throws(SyncError) -> SyncReport {
    SyncReport(
      source: observed.source, listedCount: observed.listedCount, entries: entries,
      release: published.recorded?.release,
      commit: try inArchive { () throws(ArchiveError) in try archive.currentTip() },
      isPushed: remote != nil && !options.isDryRun && published.failure == nil,
      problems: observed.problems, failure: published.failure)
  }
}
