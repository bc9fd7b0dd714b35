package import Git
package import Model

extension ArchiveReader {
  /// The commit in which a policy entered `DEPRECATED.json`.
  package struct Deprecation {
    package let commit: ObjectID
    package let time: Timestamp
    package let entry: DeprecatedPolicy
  }

  /// For each of some policies that is deprecated at a commit, when that was written down.
  ///
  /// The walk goes back until it has found all, and where there is none it is not begun.
  package func deprecations(
    of policies: Set<PolicyName>, at tip: ObjectID
  ) throws(GitError) -> [PolicyName: Deprecation] {
    let present = try deprecated(in: try repository.commit(tip).tree)
    var found: [PolicyName: Deprecation] = [:]
    var open = policies.intersection(present.keys)
    guard !open.isEmpty else { return [:] }
    _ = try repository.walkFirstParents(of: Path.deprecated, from: tip) {
      step throws(GitError) in
      guard let change = step.changes.first else { return true }
      // A text that was broken for a while is passed over, as an empty policy file is.
      guard let after = try listed(in: change.new), let before = try listed(in: change.old) else {
        return true
      }
      open.formIntersection(after)
      for name in open.subtracting(before) {
        found[name] = present[name].map {
          Deprecation(commit: step.commit, time: step.time, entry: $0)
        }
      }
      open.formIntersection(before)
      return !open.isEmpty
    }
    return found
  }

  /// The policies that a version of the file names; nil where it cannot be read.
  private func listed(in blob: ObjectID?) throws(GitError) -> Set<PolicyName>? {
    guard let blob else { return [] }
    let bytes = try repository.blob(blob)
    do throws(DeprecatedPolicies.DecodingError) {
      return Set(try DeprecatedPolicies.decode(bytes).policies.keys)
    } catch {
      return nil
    }
  }
}
