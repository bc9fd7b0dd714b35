import Compare
import Git
import History
import Logging
import Model
import Record

extension SyncOptions {
  /// Has it said what each change means; of a baseline, which is no news, nobody asks.
  ///
  /// What no present policy names is looked for in all of history before it is called new.
  func explained(
    _ changes: [Change], since held: Holdings, in history: ArchiveReader, from tip: ObjectID?
  ) async throws(SyncError) -> [Change] {
    guard let explain, !changes.isEmpty, !isBaseline else { return changes }
    let explained = await explain(changes)
    var news = NewNames(in: changes, beside: held)
    guard !news.isEmpty else { return explained }
    do {
      try history.walkDocuments(from: tip) { document in
        news.strike(document)
        return !news.isEmpty
      }
    } catch {
      throw .archive(.git(error))
    }
    return explained.signalled(by: news)
  }

  /// Has the version of each change validated.
  func validated(_ changes: [Change]) async -> [Change] {
    guard let validate else { return changes }
    let indices = changes.indices.filter { changes[$0].version != nil }
    let validations = await validate(indices.compactMap { changes[$0].version })
    var changes = changes
    for (index, validation) in zip(indices, validations) {
      changes[index].validation = validation
    }
    return changes
  }
}

extension SyncRun {
  /// Tries those policies again that could not be validated before; what changes in this run is
  /// validated with its change.
  ///
  /// - Returns: whether something was recorded.
  func validateAgain(
    in held: Holdings, but changes: [Change], holding lock: borrowing RepositoryLock
  ) async throws(SyncError) -> Bool {
    guard let validate = options.validate, !options.isDryRun else { return false }
    let names = try inArchive { () throws(ArchiveError) in try archive.notValidated() }
    let versions = held.versions(of: names.subtracting(changes.map(\.name)))
    guard !versions.isEmpty else { return false }
    log.notice("validating \(versions.count) policies again that could not be validated before")
    let validations = await validate(versions)
    let items = zip(versions, validations).map { version, validation in
      Archive.Revalidated(name: version.name, version: version.id, validation: validation)
    }
    let written = try inArchive { () throws(ArchiveError) in
      try archive.record(items, by: options.identity, at: options.time, form: options.form)
    }
    if written != nil { try settle(holding: lock) }
    return written != nil
  }
}
