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
    var (events, unread) = try walkEvents(of: names, from: tip, within: commits, since: held)
    for life in unread { events.events[life.name] = try life.events(in: repository) }
    return events
  }

  /// The same walk, for a caller that reads what can be read in any order by several tasks.
  ///
  /// - Returns: the events of policies of which the caller holds a state, and the lives of those of
  ///   which all counts.
  package func walkEvents(
    of names: Set<PolicyName>, from tip: ObjectID, within commits: Set<ObjectID>? = nil,
    since held: Holdings
  ) throws(GitError) -> (events: Events, unread: [UnreadLife]) {
    var walk = EventWalk(reader: self, wanted: names, held: held)
    let end = try repository.walkFirstParents(of: Path.policies, from: tip) {
      step throws(GitError) in
      guard commits?.contains(step.commit) ?? true else { return false }
      try walk.visit(step)
      return !walk.isDone
    }
    let events = Events(
      events: walk.events(), pending: walk.pending, arns: walk.arns, isCutOff: end.isCutOff)
    return (events, walk.unread)
  }
}

/// Follows the files of policies from the newest commit back.
private struct EventWalk {
  let reader: ArchiveReader
  let held: Holdings
  /// Policies whose held state was not met yet.
  private(set) var pending: Set<PolicyName>
  /// What happened to policies of which a state is held, newest first.
  private var found: [PolicyName: [Observation.Event]] = [:]
  /// What happened to the others, newest first: to know when to end, none of it has to be read.
  private var states: [PolicyName: [UnreadLife.State]] = [:]
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
      try visit(UnreadLife.State(after: change, in: step), of: file.policy, step)
    }
  }

  private mutating func visit(
    _ state: UnreadLife.State, of name: PolicyName, _ step: HistoryStep
  ) throws(GitError) {
    if held.policies[name] == nil, held.deprecated[name] == nil {
      states[name, default: []].append(state)
    } else {
      guard let event = try state.event(of: name, in: reader.repository) else { return }
      guard !isHeld(event, of: name) else {
        pending.remove(name)
        return
      }
      found[name, default: []].append(event)
    }
    try noteARN(of: name, in: step)
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
    found.mapValues { $0.reversed().withoutRewrites }
  }

  /// Sorted by name.
  var unread: [UnreadLife] {
    states.sorted { $0.key < $1.key }.map { UnreadLife(name: $0.key, states: $0.value) }
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
