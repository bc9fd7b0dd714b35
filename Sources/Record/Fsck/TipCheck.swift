import Git
import History
import Model
import PolicyLanguage

/// Checks the files of the newest commit.
struct TipCheck {
  let repository: Repository
  let tip: ObjectID

  func findings() throws(GitError) -> [FsckFinding] {
    let root = try repository.commit(tip).tree
    let policies = try ArchiveReader(repository).policyFiles(in: root)
    return try form(of: policies) + (try stale(in: root, policies)) + (try deprecated(in: root))
  }

  private func form(of policies: [PolicyName: ObjectID]) throws(GitError) -> [FsckFinding] {
    var findings: [FsckFinding] = []
    for (name, blob) in policies.sorted(by: { $0.key < $1.key }) {
      let bytes = try repository.blob(blob)
      guard let version = ArchiveReader.version(name, bytes),
        PolicyFile.encode(version) != bytes
      else { continue }
      findings.append(
        finding(
          .noncanonical, .note, "\(ArchiveReader.Path.policies)/\(name)",
          "not in the canonical form; `mamip-bot init --normalise` rewrites it"))
    }
    return findings
  }

  /// Findings whose policy is gone, or that speak of another version.
  private func stale(
    in root: ObjectID, _ policies: [PolicyName: ObjectID]
  ) throws(GitError) -> [FsckFinding] {
    guard let folder = try repository.entry(at: ArchiveReader.Path.findings, in: root),
      folder.isTree
    else { return [] }
    var findings: [FsckFinding] = []
    for entry in try repository.tree(folder.id).entries where entry.isBlob {
      guard let file = PolicyFileName(entry.name), file.hasExtension else { continue }
      let path = "\(ArchiveReader.Path.findings)/\(entry.name)"
      guard let blob = policies[file.policy] else {
        findings.append(finding(.findingsStale, .error, path, "there is no such policy"))
        continue
      }
      guard let validated = version(in: try repository.blob(entry.id)),
        let present = ArchiveReader.version(file.policy, try repository.blob(blob))?.id,
        validated != present.description
      else { continue }
      findings.append(
        finding(.findingsStale, .error, path, "made for \(validated), the policy is \(present)"))
    }
    return findings
  }

  /// The version that a findings file of ours speaks of; older archives do not say.
  private func version(in bytes: [UInt8]) -> String? {
    do {
      let root = try JSONDocument(parsing: bytes).root
      return root["validatePolicyResponse"]?["policyVersion"]?.string
    } catch {
      return nil
    }
  }

  /// A list of deprecated policies that cannot be read, or entries of it.
  private func deprecated(in root: ObjectID) throws(GitError) -> [FsckFinding] {
    let path = ArchiveReader.Path.deprecated
    guard let entry = try repository.entry(at: path, in: root), entry.isBlob else { return [] }
    let bytes = try repository.blob(entry.id)
    do throws(DeprecatedPolicies.DecodingError) {
      return try DeprecatedPolicies.decode(bytes).problems.map { problem in
        finding(.unparsable, .warning, path, problem)
      }
    } catch {
      return [finding(.unparsable, .error, path, "\(error)")]
    }
  }

  private func finding(
    _ class: FsckFinding.Class, _ severity: FsckFinding.Severity, _ path: String, _ detail: String
  ) -> FsckFinding {
    FsckFinding(class: `class`, severity: severity, path: path, commit: tip, detail: detail)
  }
}
