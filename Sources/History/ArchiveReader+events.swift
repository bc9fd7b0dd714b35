package import Git
package import Model
import PolicyLanguage

extension ArchiveReader {
  /// What became of policies along the first-parent chain, oldest first.
  package struct Events {
    package var events: [PolicyName: [Observation.Event]]
    /// Policies whose walk went to its end without meeting what the caller holds; those that the
    /// caller does not hold are always among them.
    package let pending: Set<PolicyName>
    /// ARNs that the trailers of the commits name.
    package let arns: [PolicyName: String]
    /// Whether the clone is shallow and the walk ended at its edge.
    package let isCutOff: Bool
  }

  /// The events of some policies after the state that somebody else holds.
  ///
  /// A state is a version whose number or document differs from the one before; empty files and
  /// files that were only formatted anew are no events. The walk goes back until it has met what
  /// is held of every policy, so following an archive costs what is new in it.
  ///
  /// - Parameters:
  ///   - names: the policies asked for.
  ///   - tip: the newest commit.
  ///   - commits: the walk ends before the first commit that is not one of these, where some are
  ///     given.
  ///   - held: what the caller holds.
  /// - Returns: the events by policy.
  /// - Throws: what git says of a commit that cannot be read.
  package func events(
    of names: Set<PolicyName>, from tip: ObjectID, within commits: Set<ObjectID>? = nil,
    since held: Holdings
  ) throws(GitError) -> Events {
    var walk = EventWalk(reader: self, wanted: names, held: held)
    let end = try repository.walkFirstParents(of: Path.policies, from: tip) {
      step throws(GitError) in
      guard commits?.contains(step.commit) ?? true else { return false }
      try walk.visit(step)
      return !walk.isDone
    }
    return Events(
      events: walk.events(), pending: walk.pending, arns: walk.arns, isCutOff: end.isCutOff)
  }
}

/// Follows the files of policies from the newest commit back.
private struct EventWalk {
  let reader: ArchiveReader
  let held: Holdings
  /// Policies whose held state was not met yet.
  private(set) var pending: Set<PolicyName>
  /// Newest first.
  private var found: [PolicyName: [Observation.Event]] = [:]
  private(set) var arns: [PolicyName: String] = [:]

  init(reader: ArchiveReader, wanted: Set<PolicyName>, held: Holdings) {
    self.reader = reader
    self.held = held
    pending = wanted
  }

  var isDone: Bool { pending.isEmpty }

  mutating func visit(_ step: HistoryStep) throws(GitError) {
    for change in step.changes {
      guard let file = PolicyFileName(change.name), pending.contains(file.policy) else { continue }
      if file.hasExtension, try hasFile("\(file.policy)", in: step) { continue }
      let other = "\(file.policy)\(PolicyFileName.fileExtension)"
      if !file.hasExtension, change.new == nil, try hasFile(other, in: step) { continue }
      guard let event = try event(file.policy, change, step) else { continue }
      if isHeld(event, of: file.policy) {
        pending.remove(file.policy)
      } else {
        found[file.policy, default: []].append(older: event)
        try noteARN(of: file.policy, in: step)
      }
    }
  }

  /// Takes the ARN from a commit of ours, which says it of the one policy that it changes.
  private mutating func noteARN(of name: PolicyName, in step: HistoryStep) throws(GitError) {
    guard step.changes.count == 1, arns[name] == nil else { return }
    let trailers = CommitTrailers(of: try reader.repository.commit(step.commit).message)
    guard trailers["Policy-Name"] == name.text else { return }
    arns[name] = trailers["Policy-Arn"]
  }

  private func hasFile(_ name: String, in step: HistoryStep) throws(GitError) -> Bool {
    let root = try reader.repository.commit(step.commit).tree
    let path = "\(ArchiveReader.Path.policies)/\(name)"
    return try reader.repository.entry(at: path, in: root) != nil
  }

  private func event(
    _ name: PolicyName, _ change: TreeChange, _ step: HistoryStep
  ) throws(GitError) -> Observation.Event? {
    guard let blob = change.new else {
      let departure = Observation.Departure(
        date: step.time.date, reason: Observation.Departure.Reason.removedFromSource.rawValue,
        observedAt: step.time, sourceCommit: step.commit.description)
      return .departed(departure)
    }
    let bytes = try reader.repository.blob(blob)
    guard let version = ArchiveReader.version(name, bytes) else { return nil }
    return .published(
      Observation.Publication(
        version: version, observedAt: step.time, sourceCommit: step.commit.description))
  }

  private func isHeld(_ event: Observation.Event, of name: PolicyName) -> Bool {
    switch event {
    case .departed: held.deprecated[name] != nil
    case .published(let publication):
      held.policies[name].map {
        $0.version == publication.version.id
          && $0.document.root.isSameValue(as: publication.version.document.root)
      } ?? false
    }
  }

  /// Oldest first.
  func events() -> [PolicyName: [Observation.Event]] {
    found.mapValues { $0.reversed() }
  }
}

extension [Observation.Event] {
  /// Adds an older event behind newer ones; of a run of rewrites that change neither version nor
  /// document only the oldest stays.
  fileprivate mutating func append(older event: Element) {
    if case .published(let newer) = last, case .published(let older) = event,
      newer.version.isSameState(as: older.version)
    {
      removeLast()
    }
    append(event)
  }
}

extension HistoryEnd {
  /// Whether older commits exist that this clone does not have.
  package var isCutOff: Bool {
    if case .boundary = self { true } else { false }
  }
}

extension PolicyVersion {
  /// Whether both are the same version with the same document.
  package func isSameState(as other: PolicyVersion) -> Bool {
    id == other.id && document.root.isSameValue(as: other.document.root)
  }
}
