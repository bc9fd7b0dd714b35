package import Git
package import Model
import PolicyLanguage

/// Reads any archive of this shape from a git repository: ours, MAMIP's, IAMTrail's.
///
/// It reads commits, never the work tree, so a dirty checkout cannot change an answer.
package struct ArchiveReader {
  /// The paths of the database, in the order in which a person meets them.
  package enum Path {
    /// A file per policy.
    package static let policies = "policies"
    /// A file per policy that has findings, and an index.
    package static let findings = "findings"
    /// The policies that AWS no longer has.
    package static let deprecated = "DEPRECATED.json"
    /// A section per release.
    package static let changeLog = "CHANGELOG.md"
    /// In archives of MAMIP's form only.
    package static let policiesList = "policies-list.json"
    /// Everything that the bot writes, and nothing that it does not.
    package static let owned = [policies, findings, deprecated, changeLog, policiesList]
  }

  package let repository: Repository

  package init(_ repository: Repository) {
    self.repository = repository
  }

  /// What the archive holds at a commit; nothing for nil, a branch that has no commit yet.
  ///
  /// A document that somebody else holds too is shared with them, so that following an archive
  /// takes the memory of one and not of two.
  package func holdings(
    at commit: ObjectID?, sharing other: Holdings = Holdings()
  ) throws(GitError) -> Holdings {
    guard let commit else { return Holdings() }
    let root = try repository.commit(commit).tree
    var holdings = Holdings()
    for (name, blob) in try policyFiles(in: root) {
      guard let version = Self.version(name, try repository.blob(blob)) else {
        holdings.unreadable.insert(name)
        continue
      }
      holdings.policies[name] = Holdings.Policy(
        version: version.id, createDate: version.createDate,
        document: Self.one(of: other.policies[name]?.document, version.document))
    }
    holdings.deprecated = try deprecated(in: root)
    return holdings
  }

  private static func one(of known: JSONDocument?, _ read: JSONDocument) -> JSONDocument {
    guard let known, known.root.isSameValue(as: read.root) else { return read }
    return known
  }

  /// The files under `policies/` by policy; of `NAME` and `NAME.json` the one without extension.
  package func policyFiles(in root: ObjectID) throws(GitError) -> [PolicyName: ObjectID] {
    guard let folder = try repository.entry(at: Path.policies, in: root), folder.isTree else {
      return [:]
    }
    var files: [PolicyName: ObjectID] = [:]
    for entry in try repository.tree(folder.id).entries where entry.isBlob {
      guard let file = PolicyFileName(entry.name) else { continue }
      if file.hasExtension, files[file.policy] != nil { continue }
      files[file.policy] = entry.id
    }
    return files
  }

  /// The entries of `DEPRECATED.json`; none where it is missing.
  ///
  /// A file that cannot be read is an error: to take it for an empty one would bring every
  /// deprecated policy back, and the next change would write the loss down.
  package func deprecated(in root: ObjectID) throws(GitError) -> [PolicyName: DeprecatedPolicy] {
    guard let file = try repository.entry(at: Path.deprecated, in: root), file.isBlob else {
      return [:]
    }
    let bytes = try repository.blob(file.id)
    do throws(DeprecatedPolicies.DecodingError) {
      return try DeprecatedPolicies.decode(bytes).policies
    } catch {
      throw GitError(
        operation: "read `\(Path.deprecated)`", message: "\(error)",
        hint: "bring its last good text back with `git checkout <commit> -- \(Path.deprecated)`")
    }
  }

  /// The version in a file; nil where it holds none.
  package static func version(_ name: PolicyName, _ bytes: [UInt8]) -> PolicyVersion? {
    do {
      return try PolicyFile.decode(bytes, name: name)
    } catch {
      // An empty or broken file is no version; `fsck` reports it.
      return nil
    }
  }
}

/// The name of a file under `policies/`.
package struct PolicyFileName {
  /// Ours have none; older archives hold a few with it.
  package static let fileExtension = ".json"

  package let policy: PolicyName
  package let hasExtension: Bool

  /// Gives nil for a file that is no policy's.
  package init?(_ name: String) {
    hasExtension = name.hasSuffix(Self.fileExtension)
    let stem = hasExtension ? String(name.dropLast(Self.fileExtension.utf8.count)) : name
    guard let policy = PolicyName(stem) else { return nil }
    self.policy = policy
  }
}
