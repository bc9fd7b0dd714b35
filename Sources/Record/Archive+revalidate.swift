package import Git
import History
package import Model

extension Archive {
  /// What validation says now of a policy that did not change.
  package struct Revalidated: Sendable {
    package let name: PolicyName
    package let version: VersionID
    package let validation: PolicyValidation

    /// Takes what was validated with what came of it.
    package init(name: PolicyName, version: VersionID, validation: PolicyValidation) {
      self.name = name
      self.version = version
      self.validation = validation
    }
  }

  /// What a revalidation wrote.
  package struct Revalidation: Sendable {
    package let commit: ObjectID
    /// The policies whose findings are others than before.
    package let changed: [PolicyName]
  }

  /// Writes down what validation says now of policies that did not change, as one commit without a
  /// release: nobody has to be told.
  ///
  /// - Returns: what was written; nil where everything is as before.
  package func record(
    _ validations: [Revalidated], by identity: Identity, at time: Timestamp, form: Run.Form
  ) throws(ArchiveError) -> Revalidation? {
    try ArchiveError.git { () throws(GitError) in
      guard let tip = try tip(), let rules = validations.first?.validation.title else { return nil }
      var writer = try ArchiveWriter(repository: repository, base: tip, form: form)
      var changed: [PolicyName] = []
      for item in validations
      where try writer.write(item.validation, of: item.name, item.version) {
        changed.append(item.name)
      }
      guard !changed.isEmpty else { return nil }
      let signature = Signature(name: identity.name, email: identity.email, time: time)
      let commit = try writer.writeRevalidation(of: changed, rules: rules, by: signature)
      try writer.finish()
      try moveTip(from: tip, to: commit, reason: "mamip-bot: rules changed")
      return Revalidation(commit: commit, changed: changed)
    }
  }

  /// The policies whose findings file says that they were not validated.
  package func notValidated() throws(ArchiveError) -> Set<PolicyName> {
    try ArchiveError.git { () throws(GitError) in
      guard let commit = try tip().map({ id throws(GitError) in try repository.commit(id) }),
        let folder = try repository.entry(at: ArchiveReader.Path.findings, in: commit.tree),
        folder.isTree
      else { return [] }
      // A page that can be read names none.
      let policies = try repository.entry(at: ArchiveReader.Path.policies, in: commit.tree)
      let count = try policies.map { entry throws(GitError) in
        try repository.tree(entry.id).count
      }
      let page = try FindingsIndex(writtenBy: commit, policyCount: count ?? 0, in: repository)
      if page != nil { return [] }
      var names: Set<PolicyName> = []
      for entry in try repository.tree(folder.id).entries where entry.isBlob {
        guard let file = PolicyFileName(entry.name), file.hasExtension,
          let content = FindingsFile(try repository.blob(entry.id)), content.findings == nil
        else { continue }
        names.insert(file.policy)
      }
      return names
    }
  }
}
