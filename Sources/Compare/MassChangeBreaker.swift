package import Model

/// Why a run stops before anything is written.
package struct MassChange: Error, Sendable, Equatable {
  /// What was too much.
  package enum Reason: Sendable, Equatable {
    /// The source lists no policy at all.
    case emptyList
    /// More policies are missing than AWS ever removed at once.
    case departures(Int)
    /// More policies changed in one step than ever did.
    case changes(Int, limit: Int)
  }

  package let reason: Reason
  /// The source's commit in a replay.
  package let sourceCommit: String?
}

/// Stops a run whose source is more likely broken than right.
package enum MassChangeBreaker {
  /// The largest genuine removal seen in seven years was 7 policies, and 35 on the day when
  /// counting began.
  package static let departuresMax = 25
  /// The busiest ordinary day in seven years saw 35 changes.
  package static let changesMax = 50

  /// Throws where a run, or one source commit of a replay, changes too much at once.
  ///
  /// `reissued` does not count: AWS once re-issued 369 policies within a day, with no change in
  /// any document. An archive without policies has nothing to protect. A person may allow whatever
  /// a source lists, but a source that lists nothing is never right.
  package static func check(
    _ changes: [Change], of observation: Observation, against held: Holdings,
    isAllowed: Bool = false
  ) throws(MassChange) {
    guard !held.policies.isEmpty else { return }
    guard observation.listedCount > 0 else {
      throw MassChange(reason: .emptyList, sourceCommit: nil)
    }
    guard !isAllowed else { return }
    let limit = max(changesMax, held.policies.count / 2)
    for (commit, step) in Dictionary(grouping: changes, by: \.sourceCommit) {
      let departed = Set(step.filter { $0.kind == .deprecated }.map(\.name)).count
      guard departed <= departuresMax else {
        throw MassChange(reason: .departures(departed), sourceCommit: commit)
      }
      let changed = Set(step.filter(\.countsAsChange).map(\.name)).count
      guard changed <= limit else {
        throw MassChange(reason: .changes(changed, limit: limit), sourceCommit: commit)
      }
    }
  }
}

extension MassChange: CustomStringConvertible {
  package var description: String {
    let place = sourceCommit.map { " in the source's commit \($0)" } ?? ""
    return switch reason {
    case .emptyList: "the source lists no policies"
    case .departures(let count): "\(count) policies are missing at once\(place)"
    case .changes(let count, let limit):
      "\(count) policies changed at once\(place), more than \(limit)"
    }
  }

  /// What to do about it.
  package var hint: String {
    switch reason {
    case .emptyList: "nothing was written; look at the source"
    case .departures, .changes:
      "nothing was written; look at the source, then repeat with --allow-mass-change if it is right"
    }
  }
}

extension Change {
  fileprivate var countsAsChange: Bool {
    switch kind {
    case .added, .updated, .reverted: true
    case .reissued, .deprecated, .restored: false
    }
  }
}
