import Git
import HTTP
import History
import Model
import PolicyLanguage

/// One look at another archive: what it holds at its tip against what we hold.
struct Following {
  /// How many cores read a history at most.
  private static let coresMax = 8
  /// How many policies a core takes at once, for which it opens the source anew.
  private static let policiesPerTurn = 128

  let reader: ArchiveReader
  let tip: ObjectID
  let held: Holdings
  let title: String
  private let source: Holdings
  private let time: Timestamp

  init(
    reader: ArchiveReader, tip: ObjectID, held: Holdings, title: String
  ) throws(GitError) {
    self.reader = reader
    self.tip = tip
    self.held = held
    self.title = title
    source = try reader.holdings(at: tip, sharing: held)
    time = try reader.repository.commit(tip).committer.time
  }

  func observation(in run: ObservationRun) async throws(ObserveError) -> Observation {
    guard !source.policies.isEmpty else {
      guard held.isEmpty else { throw .brokenList("`\(title)` holds no policies") }
      throw .unusable(
        "`\(title)` holds no policies at its newest commit",
        hint: "name an archive with a `policies` folder, such as MAMIP, IAMTrail or one of ours")
    }
    let history = try await history(in: run)
    do throws(GitError) {
      let arns = try reader.listedARNs(at: tip)
      return Observation(
        source: title, observedAt: time, listedCount: listed.count, events: history.events,
        arns: arns.merging(history.arns) { listed, _ in listed }, problems: [])
    } catch {
      throw .git(error)
    }
  }

  /// What the source has now; a name in its `DEPRECATED.json` is gone, even with a file left.
  private var listed: Set<PolicyName> {
    Set(source.policies.keys).subtracting(source.deprecated.keys)
  }

  private var ours: Set<PolicyName> {
    Set(held.policies.keys).union(held.unreadable).subtracting(held.deprecated.keys)
  }

  private var departed: Set<PolicyName> {
    let announced = Set(source.deprecated.keys).subtracting(held.deprecated.keys)
    let missing = ours.subtracting(listed).subtracting(source.unreadable)
    return announced.union(missing)
  }

  /// Only the state at the tip, each policy in one step.
  private func present() async throws(GitError) -> ArchiveReader.Events {
    var history = try await events(of: departed, since: Holdings())
    for name in listed { history.events[name] = [published(name)].compactMap(\.self) }
    for (name, departure) in try departures() {
      let last = history.events[name]?.last { if case .published = $0 { true } else { false } }
      history.events[name] = [last, .departed(departure)].compactMap(\.self)
    }
    return history
  }

  private func published(_ name: PolicyName) -> Observation.Event? {
    source.policies[name].map { policy in
      let version = PolicyVersion(
        name: name, id: policy.version, createDate: policy.createDate, document: policy.document)
      return .published(Observation.Publication(version: version))
    }
  }

  private func history(
    in run: ObservationRun
  ) async throws(ObserveError) -> ArchiveReader.Events {
    do throws(GitError) {
      if run.isBaseline { return try await present() }
      run.progress.report("reading the source's history", 0, 0)
      if let history = try await replay() { return history }
    } catch {
      throw .git(error)
    }
    throw .unusable(
      "the source `\(title)` is a shallow clone, which lacks the history to replay",
      hint: "run `git fetch --unshallow` in it, or import its present state with --baseline")
  }

  /// Every version since the state that we hold; nil where a shallow clone does not reach it.
  private func replay() async throws(GitError) -> ArchiveReader.Events? {
    let wanted = listed.filter(differs).union(departed)
    var history = try await events(of: wanted, since: held)
    guard !history.isCutOff || history.pending.isEmpty else { return nil }
    for name in history.pending {
      let known = held.deprecated[name]?.lastVersion ?? held.policies[name]?.version
      let newer = history.events[name]?.newer(than: known) ?? []
      // A policy that was deprecated by mistake may be back with the version that it had.
      let isBack = newer.isEmpty && held.deprecated[name] != nil && listed.contains(name)
      history.events[name] = isBack ? history.events[name].map { Array($0.suffix(1)) } : newer
    }
    for (name, departure) in try departures() {
      if !history.endsWithDeparture(name) {
        history.events[name, default: []].append(.departed(departure))
      } else if let date = source.deprecated[name]?.calendarDate {
        history.dateDeparture(of: name, date)
      }
    }
    return history
  }

  /// Of policies that are not held every state counts, in whatever order it is read: the machine's
  /// cores share that work.
  private func events(
    of names: Set<PolicyName>, since held: Holdings
  ) async throws(GitError) -> ArchiveReader.Events {
    var (history, unread) = try reader.walkEvents(of: names, from: tip, since: held)
    let turns = unread.turns(of: Self.policiesPerTurn)
    let path = reader.repository.gitDirectory
    let read = try await concurrentMap(turns, width: Self.coresMax) { lives throws(GitError) in
      let repository = try Repository.open(at: path, discover: false)
      return try lives.map { life throws(GitError) in
        (name: life.name, events: try life.events(in: repository))
      }
    }
    for life in read.joined() { history.events[life.name] = life.events }
    return history
  }

  private func differs(_ name: PolicyName) -> Bool {
    guard held.deprecated[name] == nil, let mine = held.policies[name],
      let theirs = source.policies[name]
    else { return true }
    return mine.version != theirs.version
      || !mine.document.root.isSameValue(as: theirs.document.root)
  }

  private func departures() throws(GitError) -> [PolicyName: Observation.Departure] {
    let departed = departed
    let noted = try reader.deprecations(of: departed, at: tip)
    var departures: [PolicyName: Observation.Departure] = [:]
    for name in departed {
      let note = noted[name]
      departures[name] = Observation.Departure(
        date: note.flatMap { $0.entry.calendarDate } ?? (note?.time ?? time).date,
        reason: Observation.Departure.Reason.removedFromSource.rawValue,
        observedAt: note?.time ?? time, sourceCommit: (note?.commit ?? tip).description)
    }
    return departures
  }
}

extension DeprecatedPolicy {
  /// The date, where it is one: older archives also wrote `Unknown`.
  fileprivate var calendarDate: String? {
    Timestamp(rfc3339: date + "T00:00:00Z") == nil ? nil : date
  }
}

extension ArchiveReader.Events {
  fileprivate func endsWithDeparture(_ name: PolicyName) -> Bool {
    guard case .departed = events[name]?.last else { return false }
    return true
  }

  /// Takes the day that the source gives, which need not be that on which its file went.
  fileprivate mutating func dateDeparture(of name: PolicyName, _ date: String) {
    guard case .departed(let departure) = events[name]?.popLast() else { return }
    events[name]?.append(
      .departed(
        Observation.Departure(
          date: date, reason: departure.reason, observedAt: departure.observedAt,
          sourceCommit: departure.sourceCommit)))
  }
}

extension [Observation.Event] {
  /// The events after the last version that is not newer than ours: where the source never had
  /// the state that we hold, a lower number may mean that the source lags behind.
  fileprivate func newer(than version: VersionID?) -> [Element] {
    guard let version else { return self }
    let old = lastIndex { event in
      guard case .published(let publication) = event else { return false }
      return publication.version.id <= version
    }
    return old.map { Array(self[($0 + 1)...]) } ?? self
  }
}
