package import PolicyLanguage

/// One policy change: what one commit of the archive says.
package struct Change: Sendable {
  /// What happened, decided by comparing with what the archive held just before.
  package enum Kind: String, CaseIterable, Sendable {
    /// A name that the archive did not know.
    case added
    /// AWS no longer has it.
    case deprecated
    /// A higher version with the same document.
    case reissued
    /// It was deprecated and is back.
    case restored
    /// AWS made a lower version the default.
    case reverted
    /// Another document.
    case updated
  }

  package var kind: Kind
  package var name: PolicyName
  /// Only where a source named it; never guessed.
  package var arn: String?
  /// The version recorded; nil for `deprecated`.
  package var version: PolicyVersion?
  /// The version that the archive held before, where it is known.
  package var previous: VersionID?
  /// The document that the archive held before.
  package var previousDocument: JSONDocument?
  /// Version numbers between the two that can no longer be had.
  package var missed: [ClosedRange<Int>]
  /// Set for `deprecated` only.
  package var departure: Observation.Departure?
  /// What validation said of the version; nil where nobody was asked.
  package var validation: PolicyValidation?
  /// What the change means; nil where nobody looked.
  package var meaning: ChangeMeaning?
  /// Whether a later version of the same run stands for this one: it raises no post of its own.
  package var isBackfilled: Bool
  /// When it was observed, or in a replay the source's commit: the committer date.
  package var observedAt: Timestamp
  /// The source's commit in a replay; one such commit is one step for the safety breaker.
  package var sourceCommit: String?

  package init(
    kind: Kind, name: PolicyName, arn: String?, version: PolicyVersion?, previous: VersionID?,
    previousDocument: JSONDocument?, missed: [ClosedRange<Int>],
    departure: Observation.Departure?, isBackfilled: Bool, observedAt: Timestamp,
    sourceCommit: String?
  ) {
    self.kind = kind
    self.name = name
    self.arn = arn
    self.version = version
    self.previous = previous
    self.previousDocument = previousDocument
    self.missed = missed
    self.departure = departure
    self.isBackfilled = isBackfilled
    self.observedAt = observedAt
    self.sourceCommit = sourceCommit
  }

  /// AWS's own date of the version, else the time of observation: the author date.
  package var authorDate: Timestamp { version?.createDate ?? observedAt }
}
