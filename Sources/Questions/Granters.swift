package import Compare
package import Git
package import History
package import Model

/// The policies that grant an action at a commit.
package struct Granters {
  /// A policy that does.
  package struct Entry: Sendable {
    package let policy: PolicyName
    package let version: VersionID
    package let grant: ActionGrant
    /// The version with which the current run of granting began, where that was asked for.
    package var since: RecordedVersion?
  }

  /// Sorted by policy.
  package private(set) var entries: [Entry] = []
  /// Where history ended, if it was read.
  package private(set) var end: HistoryEnd = .stopped

  private let archive: ArchiveReader
  private let tip: ObjectID
  private let action: String
  private let isEffective: Bool

  /// Reads all policies at a commit; deprecated ones are left out.
  ///
  /// - Parameters:
  ///   - action: an action's name in any case.
  ///   - tip: the commit.
  ///   - archive: where they stand.
  ///   - isEffective: whether those are left out where a Deny takes the action away.
  /// - Throws: what git says of a file that cannot be read.
  package init(
    of action: String, at tip: ObjectID, in archive: ArchiveReader, isEffective: Bool
  ) throws(GitError) {
    self.archive = archive
    self.tip = tip
    self.action = action
    self.isEffective = isEffective
    let root = try archive.repository.commit(tip).tree
    let deprecated = try archive.deprecated(in: root)
    let files = try archive.policyFiles(in: root).filter { deprecated[$0.key] == nil }
    for (name, blob) in files.sorted(by: { $0.key < $1.key }) {
      guard let version = ArchiveReader.version(name, try archive.repository.blob(blob)),
        let grant = grant(in: version)
      else { continue }
      entries.append(Entry(policy: name, version: version.id, grant: grant))
    }
  }

  /// Finds out where each run of granting began.
  package mutating func findBeginnings() throws(GitError) {
    var beginnings: [PolicyName: RecordedVersion] = [:]
    end = try archive.walkVersions(of: Set(entries.map(\.policy)), from: tip) {
      version, previous in
      beginnings[version.name] = version
      return previous?.version.map { grant(in: $0) != nil } ?? false
    }
    for index in entries.indices { entries[index].since = beginnings[entries[index].policy] }
  }

  /// Leaves out what began before a moment.
  package mutating func drop(before moment: Timestamp) {
    entries.removeAll { entry in entry.since.map { $0.date < moment } ?? false }
  }

  private func grant(in version: PolicyVersion) -> ActionGrant? {
    guard let grant = ActionGrant(of: action, in: version.document) else { return nil }
    return isEffective && grant.isForbidden ? nil : grant
  }
}
