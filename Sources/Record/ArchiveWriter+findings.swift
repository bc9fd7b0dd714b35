import Git
import History
import Model

extension ArchiveWriter {
  /// The page that a person reads.
  static let indexName = "README.md"

  /// Enters what validation said of a policy; a file that says so already stays as it is.
  ///
  /// - Returns: whether anything changed.
  @discardableResult
  mutating func write(
    _ validation: PolicyValidation, of name: PolicyName, _ version: VersionID
  ) throws(GitError) -> Bool {
    hasValidated = true
    let path = name.text + PolicyFileName.fileExtension
    let old = findings.tree[path]
    if let old, try file(path, old.id)?.says(validation, of: version) == true { return false }
    writtenFindings[path] = nil
    guard let bytes = FindingsFile.encode(validation, of: version, form: form) else {
      return findings.tree.remove(path)
    }
    findings.tree.set(path, .file, try pack.blob(bytes, basedOn: old?.id))
    writtenFindings[path] = FindingsFile(validation, of: version)
    return true
  }

  /// Writes the index, once there is something to say in it.
  mutating func writeIndex() throws(GitError) {
    let old = findings.tree[Self.indexName]
    guard hasValidated || old != nil else {
      if findings.tree.isEmpty { try writeIndex(FindingsIndex.empty) }
      return
    }
    if !hasValidated, let old, try repository.blob(old.id) == FindingsIndex.empty { return }
    var files: [String: FindingsFile] = [:]
    for entry in findings.tree.entries where entry.isBlob {
      guard let name = PolicyFileName(entry.name), name.hasExtension else { continue }
      files[name.policy.text] = try file(entry.name, entry.id)
    }
    try writeIndex(FindingsIndex(policyCount: policies.tree.count, files: files).bytes)
  }

  private mutating func writeIndex(_ bytes: [UInt8]) throws(GitError) {
    findings.tree.set(Self.indexName, .file, try pack.blob(bytes))
  }

  /// A file of this run, which is in no pack yet, or one that was there before; nil for a broken
  /// one.
  private func file(_ path: String, _ id: ObjectID) throws(GitError) -> FindingsFile? {
    if let written = writtenFindings[path] { return written }
    return FindingsFile(try repository.blob(id))
  }
}
