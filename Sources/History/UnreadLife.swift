package import Git
package import Model

/// The states of a policy's file along the first-parent chain, of which only the ids are known yet.
///
/// It holds no repository, so that any task can read it out of one of its own.
package struct UnreadLife: Sendable {
  /// Whose file it is.
  package let name: PolicyName
  /// Newest first.
  let states: [State]

  /// What a commit left of the file.
  struct State: Sendable {
    /// Nil where the file is gone.
    private let blob: ObjectID?
    private let commit: ObjectID
    private let time: Timestamp

    init(after change: TreeChange, in step: HistoryStep) {
      blob = change.new
      commit = step.commit
      time = step.time
    }

    /// What it means for the policy; nil where the file holds no version.
    func event(
      of name: PolicyName, in repository: Repository
    ) throws(GitError) -> Observation.Event? {
      guard let blob else {
        let departure = Observation.Departure(
          date: time.date, reason: Observation.Departure.Reason.removedFromSource.rawValue,
          observedAt: time, sourceCommit: commit.description)
        return .departed(departure)
      }
      guard let version = ArchiveReader.version(name, try repository.blob(blob)) else { return nil }
      return .published(
        Observation.Publication(
          version: version, observedAt: time, sourceCommit: commit.description))
    }
  }

  /// What became of the policy, oldest first.
  ///
  /// Git keeps older states as differences to newer ones: who begins with the oldest has met all
  /// the others on the way to it.
  package func events(in repository: Repository) throws(GitError) -> [Observation.Event] {
    var events: [Observation.Event] = []
    for state in states.reversed() {
      if let event = try state.event(of: name, in: repository) { events.append(event) }
    }
    return events.withoutRewrites
  }
}

extension [Observation.Event] {
  /// Of a run of rewrites that change neither version nor document only the oldest.
  var withoutRewrites: [Element] {
    reduce(into: []) { kept, event in
      if case .published(let newer) = event, case .published(let older)? = kept.last,
        newer.version.isSameState(as: older.version)
      {
        return
      }
      kept.append(event)
    }
  }
}
