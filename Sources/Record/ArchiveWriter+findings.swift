import Git
import History
import Model

extension ArchiveWriter {
  /// What a run says of a policy, in a file that is in no pack yet.
  struct WrittenFindings {
    let validation: PolicyValidation
    let version: VersionID
  }

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
    if let old, try file(path, old.id, says: validation, of: version) { return false }
    writtenFindings[path] = nil
    guard let bytes = FindingsFile.encode(validation, of: version, form: form) else {
      return findings.tree.remove(path)
    }
    findings.tree.set(path, .file, try pack.blob(bytes, basedOn: old?.id))
    writtenFindings[path] = WrittenFindings(validation: validation, version: version)
    return true
  }

  /// Whether a file says what a validation found: one of this run, or one that was there before.
  private func file(
    _ path: String, _ id: ObjectID, says validation: PolicyValidation, of version: VersionID
  ) throws(GitError) -> Bool {
    if let written = writtenFindings[path] {
      return written.version == version && written.validation.outcome == validation.outcome
    }
    return FindingsFile(try repository.blob(id))?.says(validation, of: version) ?? false
  }

  /// Writes the index, once there is something to say in it.
  mutating func writeIndex() throws(GitError) {
    let old = findings.tree[FindingsIndex.fileName]
    guard hasValidated || old != nil else {
      if findings.tree.isEmpty { try writeIndex(FindingsIndex.empty) }
      return
    }
    if !hasValidated, let old, try repository.blob(old.id) == FindingsIndex.empty { return }
    let known = try base.flatMap { base throws(GitError) in
      try FindingsIndex(writtenBy: base, policyCount: policyCountBefore, in: repository)
    }
    var entries: [String: FindingsSummary] = [:]
    for entry in findings.tree.entries where entry.isBlob {
      guard let name = PolicyFileName(entry.name), name.hasExtension else { continue }
      entries[name.policy.text] =
        if let written = writtenFindings[entry.name] {
          FindingsSummary(written.validation)
        } else if let known {
          known.entries[name.policy.text]
        } else {
          FindingsFile(try repository.blob(entry.id)).flatMap(FindingsSummary.init)
        }
    }
    let index = FindingsIndex(policyCount: policies.tree.count, entries: entries)
    // The page that was read says just that.
    if index == known { return }
    try writeIndex(index.bytes)
  }

  private mutating func writeIndex(_ bytes: [UInt8]) throws(GitError) {
    findings.tree.set(FindingsIndex.fileName, .file, try pack.blob(bytes))
  }
}
