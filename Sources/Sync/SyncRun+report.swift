import Model
import Observe
import Publish
import Record

extension SyncRun {
  /// What the run did.
  func report(
    _ pushed: Pushed, _ told: Told, of observed: Observation
  ) throws(SyncError) -> SyncReport {
    let entries = pushed.recorded?.changes.map {
      SyncReport.Entry(change: $0.change, commit: $0.commit)
    }
    return try report(entries ?? [], pushed, told, of: observed)
  }

  /// What a run would do.
  func report(
    planned changes: [Change], of observed: Observation, isFirstImport: Bool
  ) throws(SyncError) -> SyncReport {
    let entries = changes.map { SyncReport.Entry(change: $0, commit: nil) }
    return try report(
      entries, Pushed(), Told(), of: observed, isFirstImport: isFirstImport)
  }

  private func report(
    _ entries: [SyncReport.Entry], _ pushed: Pushed, _ told: Told, of observed: Observation,
    isFirstImport: Bool = false
  ) throws(SyncError) -> SyncReport {
    SyncReport(
      source: observed.source, listedCount: observed.listedCount, entries: entries,
      release: pushed.recorded?.release,
      commit: try inArchive { () throws(ArchiveError) in try archive.currentTip() },
      isPushed: remote != nil && !options.isDryRun && pushed.failure == nil,
      problems: observed.problems, failure: pushed.failure, deliveries: told.deliveries,
      needingAttention: told.needingAttention, publishFailure: told.failure,
      isFirstImport: isFirstImport)
  }
}
