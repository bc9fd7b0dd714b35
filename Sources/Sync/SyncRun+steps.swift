import Compare
import Git
import History
import Logging
import Model
import Observe
import Record

extension SyncRun {
  /// How long a run waits for another one on the same repository.
  package static let lockWait = Duration.seconds(60)

  func lock() throws(SyncError) -> RepositoryLock {
    do throws(GitError) {
      return try archive.repository.lock(waiting: Self.lockWait) {
        log.notice("waiting for another run on this repository")
      }
    } catch {
      throw .archive(.git(error))
    }
  }

  /// What a run would record, without writing anything.
  func preview() async throws -> SyncReport {
    let held = try await timed("read") { try archive.holdings(at: try archive.tip()) }
    let observed = try await timed("observe") { try await observe(since: held) }
    let compared = try await timed("compare") {
      try await explainedChanges(in: observed, since: held)
    }
    let changes = try await timed("validate") { await options.validated(compared) }
    return try report(planned: changes, of: observed, isFirstImport: held.isEmpty)
  }

  /// Finishes what a killed run began, and meets the remote where it stands now.
  ///
  /// - Returns: why the remote could not be met. That is no reason not to record: the archive here
  ///   is as good a base as any, and what is recorded is pushed, now or by a later run.
  func prepare(holding lock: borrowing RepositoryLock) async throws(SyncError) -> SyncError? {
    let recovery: Archive.Recovery
    do throws(ArchiveError) {
      recovery = try archive.recover(holding: lock)
    } catch {
      throw .archive(error)
    }
    for path in recovery.leftovers { log.notice("removed what a killed run left: \(path)") }
    if let tag = recovery.tag { log.notice("made the missing tag \(tag)") }
    let unmet = try await meetRemote(holding: lock)
    try settle(holding: lock)
    return unmet
  }

  private func meetRemote(
    holding lock: borrowing RepositoryLock
  ) async throws(SyncError) -> SyncError? {
    do throws(SyncError) {
      let renewal = try await remote?.meet(archive, options: options, log: log, holding: lock)
      if case .recorded(let renewed?) = renewal {
        log.notice("recorded an earlier run again, as release \(renewed.release)")
      }
      return nil
    } catch {
      guard error.isRemotes else { throw error }
      log.warning("going on without the remote: \(error)")
      return error
    }
  }

  /// Asks the source what differs from what is held.
  func observe(since held: Holdings) async throws(SyncError) -> Observation {
    guard !options.isBaseline || held.isEmpty else { throw .baselineNotFirst }
    do {
      return try await source.observe(since: held, in: options.observationRun)
    } catch {
      throw .observe(error)
    }
  }

  /// Compares, and stops where more changed than a source that is right would change.
  func changes(
    in observed: Observation, since held: Holdings
  ) throws(SyncError) -> [Change] {
    let changes = try git { () throws(GitError) in
      try named(observed).changes(since: held, recorded: try recorded(of: observed, since: held))
    }
    do throws(MassChange) {
      try MassChangeBreaker.check(
        changes, of: observed, against: held, isAllowed: options.allowsMassChange)
    } catch {
      throw .massChange(error)
    }
    return changes
  }

  /// The changes, and what each means.
  func explainedChanges(
    in observed: Observation, since held: Holdings
  ) async throws(SyncError) -> [Change] {
    let tip = try git { () throws(GitError) in try archive.tip() }
    return try await options.explained(
      try changes(in: observed, since: held), since: held, in: archive.reader, from: tip)
  }

  /// Writes the changes down; nothing at all where there are none.
  func record(
    _ changes: [Change], _ validated: ValidatedChanges, of observed: Observation,
    since held: Holdings, holding lock: borrowing RepositoryLock
  ) async throws(SyncError) -> Recorded? {
    guard !changes.isEmpty else { return nil }
    let run = Run(
      changes: changes, of: observed, identity: options.identity, isFirstImport: held.isEmpty,
      isBaseline: options.isBaseline, form: options.form)
    var recording = try inArchive { () throws(ArchiveError) in
      try archive.begin(run, on: try archive.currentTip())
    }
    var validated = validated
    while let piece = await validated.next() {
      try inArchive { () throws(ArchiveError) in try recording.write(piece) }
    }
    let recorded = try inArchive { () throws(ArchiveError) in try archive.publish(recording) }
    try settle(holding: lock)
    return recorded
  }

  /// What stands after the remote was met, and why it does not have it where it has not.
  struct Pushed {
    var recorded: Recorded?
    var failure: SyncError?
  }

  /// Moves branch and tag at the remote; where it had moved, what was recorded is recorded anew, or
  /// is no news any more.
  func push(
    _ recorded: Recorded?, hasNews: Bool, unmet: SyncError?, holding lock: borrowing RepositoryLock
  ) async -> Pushed {
    guard let remote, recorded != nil || hasNews else {
      return Pushed(recorded: recorded, failure: unmet)
    }
    do throws(SyncError) {
      let renewal = try await remote.meet(
        archive, options: options, log: log, holding: lock)
      try settle(holding: lock)
      switch renewal {
      case .none: return Pushed(recorded: recorded)
      case .recorded(let renewed): return Pushed(recorded: renewed)
      }
    } catch {
      return Pushed(recorded: recorded, failure: error.afterRecording)
    }
  }

  /// With the ARNs of departed policies, which no list names any more, from our own commits.
  private func named(_ observed: Observation) throws(GitError) -> Observation {
    let unnamed = observed.events.filter { name, events in
      guard case .departed = events.last else { return false }
      return observed.arns[name] == nil
    }
    var named = observed
    let arns = try archive.reader.trailerARNs(of: Set(unnamed.keys), from: try archive.tip())
    named.arns.merge(arns) { observed, _ in observed }
    return named
  }

  /// Versions that stand in the history of policies which skipped numbers, or were rolled back, or
  /// come back: an archive in MAMIP's form does not say with which version they left.
  private func recorded(
    of observed: Observation, since held: Holdings
  ) throws(GitError) -> [PolicyName: Set<VersionID>] {
    let jumped = observed.events.filter { name, events in
      guard case .published(let last) = events.last else { return false }
      if held.deprecated[name] != nil || held.unreadable.contains(name) { return true }
      guard let version = held.policies[name]?.version else { return false }
      return last.version.id.number > version.number + 1
    }
    return try archive.reader.recordedVersions(of: Set(jumped.keys), from: try archive.tip())
  }

  /// Brings index and work tree to where the branch stands.
  func settle(holding lock: borrowing RepositoryLock) throws(SyncError) {
    let settled: Reconciliation
    do throws(GitError) {
      settled = try archive.settle(holding: lock)
    } catch {
      throw .archive(.git(error))
    }
    for path in settled.leftAlone { log.warning("left your edit of \(path) alone") }
  }

  func git<Value>(_ body: () throws(GitError) -> Value) throws(SyncError) -> Value {
    do {
      return try body()
    } catch {
      throw .archive(.git(error))
    }
  }
}
