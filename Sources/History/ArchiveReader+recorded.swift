package import Git
package import Model

extension ArchiveReader {
  /// Every version of some policies that stands anywhere in the history of a commit.
  ///
  /// Where the clone is shallow, only what it has: then a version that was recorded before may be
  /// taken for a new one.
  package func recordedVersions(
    of names: Set<PolicyName>, from tip: ObjectID?
  ) throws(GitError) -> [PolicyName: Set<VersionID>] {
    guard let tip, !names.isEmpty else { return [:] }
    var versions: [PolicyName: Set<VersionID>] = [:]
    _ = try repository.walkFirstParents(of: Path.policies, from: tip) {
      step throws(GitError) in
      for change in step.changes {
        guard let blob = change.new, let file = PolicyFileName(change.name),
          names.contains(file.policy),
          let version = Self.version(file.policy, try repository.blob(blob))
        else { continue }
        versions[file.policy, default: []].insert(version.id)
      }
      return true
    }
    return versions
  }
}
