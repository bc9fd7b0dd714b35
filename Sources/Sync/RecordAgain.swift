import Compare
import Git
import History
import Model
import Record

/// Records commits of ours again on a commit that another runner pushed first.
struct RecordAgain {
  let archive: Archive
  let options: SyncOptions
  let view: RemoteView

  /// - Returns: the new release, or that nothing of it is news any more.
  func run(
    _ unpushed: Archive.Unpushed, on tip: ObjectID?, holding lock: borrowing RepositoryLock
  ) async throws(SyncError) -> Renewal {
    if let rewrite = unpushed.rewrite { throw .archive(.rewriteOutrun(rewrite)) }
    let (old, new, observation) = try inArchive { () throws(ArchiveError) in
      let base = unpushed.base
      return (
        try archive.read { () throws(GitError) in try archive.holdings(at: base) },
        try archive.read { () throws(GitError) in try archive.holdings(at: tip) },
        try archive.observation(of: unpushed)
      )
    }
    let rebased = observation.rebased(from: old, onto: new)
    let recorded = try inArchive { () throws(ArchiveError) in
      try archive.read { () throws(GitError) in
        try archive.reader.recordedVersions(of: Set(rebased.events.keys), from: tip)
      }
    }
    let changes = await options.validated(
      try await options.explained(
        rebased.changes(since: new, recorded: recorded), since: new, in: archive.reader, from: tip))
    do throws(ArchiveError) {
      try archive.forget(unpushed.releases)
      guard !changes.isEmpty, let obsolete = unpushed.tip else {
        if let tip { try archive.fastForward(to: tip, holding: lock) }
        return .recorded(nil)
      }
      let run = Run(
        changes: changes, of: observation, identity: options.identity, isFirstImport: new.isEmpty,
        isBaseline: new.isEmpty && unpushed.isBaseline, form: options.form)
      let renewed = try archive.record(
        again: run, on: tip, replacing: obsolete, takenNames: view.tagNames, holding: lock)
      return .recorded(renewed)
    } catch {
      throw .archive(error)
    }
  }
}
