package import Git
package import History
package import Model
import PolicyLanguage

/// All versions of one policy that an archive recorded.
package struct PolicyTimeline {
  package let name: PolicyName
  /// Newest first; never empty.
  package let versions: [RecordedVersion]
  /// Where history ended.
  package let end: HistoryEnd
  private let tip: ObjectID
  private let archive: ArchiveReader

  /// Reads a policy's history; gives nil where the archive never had it.
  package init?(
    of name: PolicyName, from tip: ObjectID, in archive: ArchiveReader
  ) throws(GitError) {
    var versions: [RecordedVersion] = []
    end = try archive.walkVersions(of: [name], from: tip) { version, _ in
      versions.append(version)
      return true
    }
    guard !versions.isEmpty else { return nil }
    self.name = name
    self.versions = versions
    self.tip = tip
    self.archive = archive
  }

  /// The newest version, also of a policy that has left since.
  package var newest: RecordedVersion? { versions.first { $0.version != nil } }

  /// The version that stood before another one; nil before the first.
  package func predecessor(of version: RecordedVersion) -> RecordedVersion? {
    guard let place = versions.firstIndex(where: { $0.commit == version.commit }) else {
      return nil
    }
    return versions[(place + 1)...].first { $0.version != nil }
  }

  /// The latest version of a number before another version of the timeline, or of all.
  package func version(_ id: VersionID, before later: RecordedVersion? = nil) -> RecordedVersion? {
    let place = later.flatMap { later in versions.firstIndex { $0.commit == later.commit } }
    return versions[(place.map { $0 + 1 } ?? 0)...].first { $0.version?.id == id }
  }

  /// The version that stood in the archive at a moment.
  package func version(at moment: Timestamp) -> RecordedVersion? {
    let state = versions.first { $0.time <= moment }
    return state?.version == nil ? nil : state
  }

  /// The version that stood in the archive at a commit, on the first-parent chain or beside it.
  package func version(at commit: ObjectID) throws(GitError) -> RecordedVersion? {
    let root = try archive.repository.commit(commit).tree
    guard let blob = try archive.policyFiles(in: root)[name],
      let held = ArchiveReader.version(name, try archive.repository.blob(blob))
    else { return nil }
    let time = try archive.repository.commit(commit).committer.time
    let alike = versions.filter { $0.version?.isSameState(as: held) ?? false }
    return alike.first { $0.time <= time }
      ?? alike.last
      ?? RecordedVersion(name: name, commit: commit, time: time, depth: 0, version: held)
  }

  /// What became of the policy between two versions that need not be neighbours.
  package func kind(from old: RecordedVersion?, to new: RecordedVersion) -> Change.Kind {
    guard let old, let oldVersion = old.version, let newVersion = new.version else {
      return new.kind(after: old)
    }
    if oldVersion.document.root.isSameValue(as: newVersion.document.root) { return .reissued }
    if predecessor(of: new)?.commit == old.commit { return new.kind(after: old) }
    guard let place = versions.firstIndex(where: { $0.commit == old.commit }) else {
      return .updated
    }
    let earlier = versions[(place + 1)...].compactMap(\.version)
    let isBack = earlier.contains { $0.document.root.isSameValue(as: newVersion.document.root) }
    return isBack ? .reverted : .updated
  }
}
