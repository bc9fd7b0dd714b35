package import Compare
package import Git
package import History
package import Model

/// The changes of an archive's policies, and what each means.
package struct PolicyLog {
  /// Newest first: by commit, then by the version's date, then by name.
  package let entries: [LogEntry]
  /// Where history ended.
  package let end: HistoryEnd

  /// Reads the history of some policies, or of all for nil.
  ///
  /// What is named for the first time is known only of all policies, so all are read.
  package init(
    of names: Set<PolicyName>?, from tip: ObjectID, in archive: ArchiveReader,
    _ reader: GrantsReader
  ) throws(GitError) {
    var reading = LogReading(archive: archive, reader: reader)
    var firsts = FirstNames()
    end = try archive.walkVersions(from: tip) { version, previous throws(GitError) in
      firsts.note(version)
      if names?.contains(version.name) ?? true { try reading.add(version, after: previous) }
      return true
    }
    let news = firsts.signals()
    entries = reading.entries.sorted { $0.place < $1.place }.map { place, entry in
      var entry = entry
      entry.signals += news[place] ?? []
      return entry
    }
  }
}

/// Compares neighbours while history is walked from the newest back.
private struct LogReading {
  private(set) var entries: [(place: RecordedVersion.Place, entry: LogEntry)] = []
  private var reader: GrantsReader
  private var findings: FindingsCounter
  /// What the older side of the last pair of each policy grants: the newer side of the next.
  private var known: [PolicyName: Grants] = [:]

  init(archive: ArchiveReader, reader: GrantsReader) {
    self.reader = reader
    findings = FindingsCounter(archive)
  }

  mutating func add(
    _ version: RecordedVersion, after previous: RecordedVersion?
  ) throws(GitError) {
    let kind = version.kind(after: previous)
    let after = known.removeValue(forKey: version.name) ?? grants(of: version)
    // Nothing changes with a version that only has another number.
    let before = kind == .reissued ? after : grants(of: previous)
    if let before { known[version.name] = before }
    let isSame = kind == .reissued
    let delta = PermissionDelta(
      from: isSame ? nil : before, to: isSame ? nil : after, in: reader.table)
    let escalations = EscalationDelta(
      from: isSame ? nil : before, to: isSame ? nil : after, in: reader.table)
    var entry = LogEntry(
      kind: kind, policy: version.name, version: version.version?.id,
      previous: previous?.version?.id, date: version.date, commit: version.commit,
      time: version.time, delta: delta, escalations: escalations,
      signals: Signal.signals(kind: kind, from: before, to: after, delta))
    if version.version != nil {
      entry.findings = try findings.count(of: version.name, at: version.commit)
    }
    entries.append((version.place, entry))
  }

  private mutating func grants(of version: RecordedVersion?) -> Grants? {
    version?.version.map { reader.grants(of: $0.document) }
  }
}
