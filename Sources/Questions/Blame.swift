package import Compare
package import Git
package import History
package import Model

/// Since when a policy grants each action that it grants now.
package struct Blame {
  /// An action, and the version that began to grant it.
  package struct Entry: Sendable {
    package let action: String
    package let version: PolicyVersion
    package let commit: ObjectID
  }

  /// Sorted by action.
  package private(set) var entries: [Entry] = []
  /// Where history ended.
  package private(set) var end: HistoryEnd = .stopped

  /// Follows a policy back until the current run of every action has begun.
  package init(
    of name: PolicyName, from tip: ObjectID, in archive: ArchiveReader, _ reader: GrantsReader
  ) throws(GitError) {
    var run = CurrentRun(reader: reader)
    end = try archive.walkVersions(of: [name], from: tip) { version, previous in
      run.add(version, after: previous)
      return !run.isDone
    }
    entries = run.entries.sorted { $0.action < $1.action }
  }
}

/// What is granted now, and has been at each version down to the one looked at.
private struct CurrentRun {
  private var reader: GrantsReader
  private(set) var entries: [Blame.Entry] = []
  private var open: (known: ActionSet, unknown: [String: String])?

  init(reader: GrantsReader) {
    self.reader = reader
  }

  var isDone: Bool { open.map { $0.known.isEmpty && $0.unknown.isEmpty } ?? false }

  mutating func add(_ version: RecordedVersion, after previous: RecordedVersion?) {
    guard let newer = version.version else {
      // It is gone now, or was when the run began: nothing older belongs to the run.
      open = (ActionSet(room: reader.table.count), [:])
      return
    }
    let now = open ?? all(reader.grants(of: newer.document))
    let before = previous?.version.map { reader.grants(of: $0.document) }
    let nothing = ActionSet(room: reader.table.count)
    let known = now.known.intersection(before?.actions ?? nothing)
    let unknown = now.unknown.filter { before?.grants($0.key) ?? false }
    let begun =
      reader.table.sortedNames(of: now.known.subtracting(known))
      + now.unknown.filter { unknown[$0.key] == nil }.values
    entries += begun.map { Blame.Entry(action: $0, version: newer, commit: version.commit) }
    open = (known, unknown)
  }

  private func all(_ grants: Grants) -> (known: ActionSet, unknown: [String: String]) {
    (grants.actions, grants.unknown.filter { grants.grants($0.key) })
  }
}
