/// What a source publishes, as far as it differs from what the archive holds.
package struct Observation: Sendable {
  /// A version that a source published.
  package struct Publication: Sendable {
    package let version: PolicyVersion
    /// The source's commit date in a replay; nil where the time of the run counts.
    package let observedAt: Timestamp?
    /// The source's commit in a replay.
    package let sourceCommit: String?
    /// Whether this is no step that was seen, but a version that the source still serves.
    ///
    /// It says nothing where the archive's history already has it.
    package let isBackfill: Bool

    package init(
      version: PolicyVersion, observedAt: Timestamp? = nil, sourceCommit: String? = nil,
      isBackfill: Bool = false
    ) {
      self.version = version
      self.isBackfill = isBackfill
      self.observedAt = observedAt
      self.sourceCommit = sourceCommit
    }
  }

  /// A policy that the source no longer has, confirmed.
  package struct Departure: Sendable, Equatable {
    /// Why, in the words of `DEPRECATED.json`.
    package enum Reason: String, Sendable {
      case noLongerListed = "no longer listed by AWS"
      case removedFromSource = "removed from the source"
    }

    /// `YYYY-MM-DD`.
    package let date: String
    package let reason: String
    package let observedAt: Timestamp?
    package let sourceCommit: String?

    package init(
      date: String, reason: String, observedAt: Timestamp? = nil, sourceCommit: String? = nil
    ) {
      self.date = date
      self.reason = reason
      self.observedAt = observedAt
      self.sourceCommit = sourceCommit
    }
  }

  /// One step in the life of a policy.
  package enum Event: Sendable {
    case published(Publication)
    case departed(Departure)
  }

  /// Something about one policy that a person should know; the rest of the run goes on.
  package struct Problem: Sendable, Equatable {
    package let policy: String
    package let message: String
    /// Whether the run must end with a failure although everything else was recorded.
    package let isError: Bool

    package init(policy: String, message: String, isError: Bool) {
      self.policy = policy
      self.message = message
      self.isError = isError
    }
  }

  /// What was observed, for people: `iam`, or an address without user info.
  package var source: String
  /// The time of the run; in a replay the date of the source's newest commit, so that two runners
  /// that replay the same source write the same commits.
  package var observedAt: Timestamp
  /// How many policies the source has now.
  package var listedCount: Int
  /// What happened to each policy since the archive last looked, oldest first.
  package var events: [PolicyName: [Event]]
  /// ARNs by policy, for as many as the source named.
  package var arns: [PolicyName: String]
  package var problems: [Problem]

  package init(
    source: String, observedAt: Timestamp, listedCount: Int, events: [PolicyName: [Event]],
    arns: [PolicyName: String], problems: [Problem]
  ) {
    self.source = source
    self.observedAt = observedAt
    self.listedCount = listedCount
    self.events = events
    self.arns = arns
    self.problems = problems
  }
}
