package import Compare
package import Git
package import History
package import Model
import PolicyLanguage

/// A change in an archive's history, and what it means.
package struct LogEntry: Sendable {
  package let kind: Change.Kind
  package let policy: PolicyName
  /// Nil where the policy left.
  package let version: VersionID?
  package let previous: VersionID?
  /// The version's own date; of a departure, when it was written down.
  package let date: Timestamp
  package let commit: ObjectID
  /// When the commit was made.
  package let time: Timestamp
  package let delta: PermissionDelta
  package let escalations: EscalationDelta
  package var signals: [Signal]
  /// How many findings the archive has of this version.
  package var findings = 0
}

extension RecordedVersion {
  /// What became of a policy from one recorded state to the next.
  package func kind(after previous: RecordedVersion?) -> Change.Kind {
    guard let version else { return .deprecated }
    guard let previous else { return .added }
    guard let older = previous.version else { return .restored }
    if version.id < older.id { return .reverted }
    let isSame = version.document.root.isSameValue(as: older.document.root)
    return isSame && version.id > older.id ? .reissued : .updated
  }
}
