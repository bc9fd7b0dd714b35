package import Compare
package import Git
package import History
package import Model

/// What an archive's policies were at one commit, and what they are at another.
///
/// A policy that AWS deprecated goes on working where it is attached, so it stays what it was last;
/// a file that is empty or broken does not change it either.
package struct PolicyInterval {
  /// Where the walk for policies that have no file ended.
  package private(set) var end: HistoryEnd = .stopped

  private let archive: ArchiveReader
  private let old: Side
  private let new: Side

  /// A commit and the files there.
  private struct Side {
    let commit: ObjectID?
    let files: [PolicyName: ObjectID]

    init(_ commit: ObjectID?, in archive: ArchiveReader) throws(GitError) {
      self.commit = commit
      files =
        try commit.map { id throws(GitError) in
          try archive.policyFiles(in: try archive.repository.commit(id).tree)
        } ?? [:]
    }
  }

  /// Takes two commits; nil stands for an archive that was empty.
  package init(
    from old: ObjectID?, to new: ObjectID, in archive: ArchiveReader
  ) throws(GitError) {
    self.archive = archive
    self.old = try Side(old, in: archive)
    self.new = try Side(new, in: archive)
  }

  /// Whether the same file stands at both commits, so that nothing needs to be read.
  package func isSameFile(_ name: PolicyName) -> Bool {
    guard let blob = new.files[name] else { return false }
    return old.files[name] == blob
  }

  /// The policies at both commits; those that the archive had at neither are left out.
  package mutating func steps(
    of names: Set<PolicyName>
  ) throws(GitError) -> [PolicyName: PolicyStep] {
    let same = names.filter(isSameFile)
    let unchanged = try versions(of: same, at: new)
    let before = try versions(of: names.subtracting(same), at: old)
    let after = try versions(of: names.subtracting(same), at: new)
    var steps = unchanged.mapValues { PolicyStep(name: $0.name, before: $0, after: $0) }
    for name in names.subtracting(same) where before[name] != nil || after[name] != nil {
      steps[name] = PolicyStep(name: name, before: before[name], after: after[name])
    }
    return steps
  }

  private mutating func versions(
    of names: Set<PolicyName>, at side: Side
  ) throws(GitError) -> [PolicyName: PolicyVersion] {
    var versions: [PolicyName: PolicyVersion] = [:]
    for name in names {
      guard let blob = side.files[name] else { continue }
      versions[name] = ArchiveReader.version(name, try archive.repository.blob(blob))
    }
    let missing = names.filter { versions[$0] == nil }
    guard !missing.isEmpty, let commit = side.commit else { return versions }
    let end = try archive.walkVersions(of: missing, from: commit) { recorded, _ in
      if let version = recorded.version { versions[recorded.name] = version }
      return recorded.version == nil
    }
    if end.isCutOff { self.end = end }
    return versions
  }
}

extension ArchiveReader {
  /// The newest commit along first parents that changed a version or a document of a policy, and
  /// the one before it, which is nil where the archive began with it.
  ///
  /// - Returns: nil where there is no such commit as far as history reaches, and how that ended.
  package func newestChange(
    from tip: ObjectID
  ) throws(GitError) -> (change: (commit: ObjectID, parent: ObjectID?)?, end: HistoryEnd) {
    var found: (commit: ObjectID, parent: ObjectID?)?
    let end = try repository.walkFirstParents(of: Path.policies, from: tip) {
      step throws(GitError) in
      for change in step.changes where try isChange(change) {
        found = (step.commit, try repository.commit(step.commit).parents.first)
        return false
      }
      return true
    }
    return (found, end)
  }

  /// Whether more changed than a layout; of a file that holds no version nobody knows.
  private func isChange(_ change: TreeChange) throws(GitError) -> Bool {
    guard let file = PolicyFileName(change.name) else { return false }
    let versions = try [change.old, change.new].map { blob throws(GitError) in
      try blob.map { id throws(GitError) in try repository.blob(id) }
        .flatMap { Self.version(file.policy, $0) }
    }
    guard let before = versions[0] else { return change.old == nil && versions[1] != nil }
    guard let after = versions[1] else { return change.new == nil }
    return !before.isSameState(as: after)
  }
}
