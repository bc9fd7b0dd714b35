package import Model
import PolicyLanguage

extension Observation {
  /// The changes that lead from what an archive holds to what was observed, in the order in which
  /// they are recorded.
  ///
  /// - Parameters:
  ///   - held: what the archive holds at the commit that the changes will stand on.
  ///   - recorded: versions of a policy that stand anywhere in the archive's history; after AWS
  ///     rolled a version back, the higher ones are history and neither new nor missed.
  /// - Returns: nothing where the archive is up to date.
  package func changes(
    since held: Holdings, recorded: [PolicyName: Set<VersionID>] = [:]
  ) -> [Change] {
    let isFirstImport = held.isEmpty
    var steps: [Step] = []
    for (name, events) in self.events {
      var timeline = Timeline(
        name: name, state: held.state(of: name), recorded: recorded[name] ?? [],
        arn: arns[name] ?? held.deprecated[name]?.arn, observedAt: observedAt,
        reportsMissed: !isFirstImport)
      steps += timeline.steps(through: events)
    }
    return steps.sorted().map(\.change)
  }
}

/// A change with its place in a run: by date, then name, then order of events, so that two runners
/// that observed the same write the same commits.
private struct Step: Comparable {
  let change: Change
  /// Never earlier than the step before it of the same policy, although a version that AWS rolled
  /// back to has an older date than the one that it replaces.
  let date: Timestamp
  let index: Int

  static func < (left: Step, right: Step) -> Bool {
    if left.date != right.date { return left.date < right.date }
    if left.change.name != right.change.name { return left.change.name < right.change.name }
    return left.index < right.index
  }

  static func == (left: Step, right: Step) -> Bool {
    left.date == right.date && left.change.name == right.change.name && left.index == right.index
  }
}

/// The life of one policy, followed from the state in the archive through the observed events.
private struct Timeline {
  let name: PolicyName
  var state: PolicyState
  var recorded: Set<VersionID>
  let arn: String?
  let observedAt: Timestamp
  let reportsMissed: Bool

  mutating func steps(through events: [Observation.Event]) -> [Step] {
    var steps: [Step] = []
    for event in events.dropThrough(state) {
      guard let change = change(for: event) else { continue }
      let date = max(change.authorDate, steps.last?.date ?? change.authorDate)
      steps.append(Step(change: change, date: date, index: steps.count))
    }
    let newest = steps.lastIndex { $0.change.version != nil }
    return steps.indices.map { index in
      var change = steps[index].change
      change.isBackfilled = change.version != nil && index != newest
      return Step(change: change, date: steps[index].date, index: index)
    }
  }

  private mutating func change(for event: Observation.Event) -> Change? {
    switch event {
    case .published(let publication): change(publishing: publication)
    case .departed(let departure): change(departing: departure)
    }
  }

  private mutating func change(publishing publication: Observation.Publication) -> Change? {
    let version = publication.version
    if publication.isBackfill, recorded.contains(version.id) { return nil }
    guard let kind = state.kind(publishing: version) else { return nil }
    let change = Change(
      kind: kind, name: name, arn: arn, version: version, previous: state.version,
      previousDocument: state.document, missed: missed(before: version.id), departure: nil,
      isBackfilled: false, observedAt: publication.observedAt ?? observedAt,
      sourceCommit: publication.sourceCommit)
    state = .held(version.id, version.document)
    recorded.insert(version.id)
    return change
  }

  private mutating func change(departing departure: Observation.Departure) -> Change? {
    switch state {
    case .never, .gone: return nil
    case .unreadable, .held: break
    }
    let change = Change(
      kind: .deprecated, name: name, arn: arn, version: nil, previous: state.version,
      previousDocument: state.document, missed: [], departure: departure, isBackfilled: false,
      observedAt: departure.observedAt ?? observedAt, sourceCommit: departure.sourceCommit)
    state = .gone(state.version)
    return change
  }

  /// The numbers below a new version that no observation has, as ranges.
  private func missed(before id: VersionID) -> [ClosedRange<Int>] {
    guard reportsMissed else { return [] }
    let first = (state.version?.number ?? 0) + 1
    guard first < id.number else { return [] }
    var ranges: [ClosedRange<Int>] = []
    for number in first..<id.number where !recorded.contains(where: { $0.number == number }) {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges
  }
}

extension PolicyState {
  /// What publishing a version means in this state; nil where it says nothing new.
  fileprivate func kind(publishing version: PolicyVersion) -> Change.Kind? {
    switch self {
    case .never: return .added
    case .unreadable: return .updated
    case .gone: return .restored
    case .held(let id, let document):
      let isSame = document.root.isSameValue(as: version.document.root)
      if version.id < id { return .reverted }
      if version.id == id { return isSame ? nil : .updated }
      return isSame ? .reissued : .updated
    }
  }
}

extension Array where Element == Observation.Event {
  /// The events after the last one that left the policy in this state; all where there is none.
  fileprivate func dropThrough(_ state: PolicyState) -> ArraySlice<Element> {
    guard let last = lastIndex(where: state.isReached(by:)) else { return self[...] }
    return self[(last + 1)...]
  }
}
