import Git
import History
package import Model

extension Archive {
  /// What a rewrite in the canonical form came to.
  package struct Normalised: Sendable {
    package var policies = 0
    package var findings = 0
    /// Files that were empty or broken, with the last good version of the history in their place.
    package var restored: [PolicyName] = []
    /// Files of deprecated policies, whose text stays in the history.
    package var deprecated: [PolicyName] = []
    /// Empty files of which the whole history knows no text.
    package var removed: [String] = []
    /// Files under `policies/` that hold no policy and never did, left as they are.
    package var leftAlone: [String] = []
  }

  /// Rewrites a whole archive in today's form, as one commit.
  ///
  /// No version changes and no release is made: nobody has to be told.
  ///
  /// - Returns: what was rewritten; nil where everything was canonical already.
  package func normalise(
    by identity: Identity, at time: Timestamp, form: Run.Form
  ) throws(ArchiveError) -> Normalised? {
    try ArchiveError.git { () throws(GitError) in
      guard let tip = try tip() else { return nil }
      var rewrite = try Normalisation(repository: repository, tip: tip, form: form)
      guard let commit = try rewrite.write(by: identity, at: time) else { return nil }
      try moveTip(from: tip, to: commit, reason: "mamip-bot: normalise")
      return rewrite.result
    }
  }
}

/// The rewrite of one archive.
private struct Normalisation {
  let repository: Repository
  let tip: ObjectID
  let form: Run.Form
  let pack: PackWriter
  let reader: ArchiveReader
  let holdings: Holdings
  var root: RawTree
  var listed: [PolicyName: PoliciesList.Entry] = [:]
  var result = Archive.Normalised()

  init(repository: Repository, tip: ObjectID, form: Run.Form) throws(GitError) {
    self.repository = repository
    self.tip = tip
    self.form = form
    pack = PackWriter(repository)
    reader = ArchiveReader(repository)
    holdings = try reader.holdings(at: tip)
    root = try repository.tree(try repository.commit(tip).tree)
  }

  mutating func write(by identity: Identity, at time: Timestamp) throws(GitError) -> ObjectID? {
    let before = root
    try rewrite(ArchiveReader.Path.policies, try policies())
    try rewrite(ArchiveReader.Path.findings, try findings())
    try writeDeprecated()
    try writeList()
    guard root != before else { return nil }
    let tree = try pack.tree(root, basedOn: nil)
    let signature = Signature(name: identity.name, email: identity.email, time: time)
    let message = CommitMessage(
      subject: "Rewrite the archive in the canonical form",
      body: ["Nothing was published: only the form of files changed."],
      trailers: [.init("Rules", CommitMessage.canonicalForm)])
    let commit = try pack.commit(
      CommitDraft(
        tree: tree, parents: [tip], author: signature, committer: signature, message: message.text))
    try pack.finish()
    return commit
  }

  private mutating func rewrite(_ name: String, _ tree: RawTree?) throws(GitError) {
    guard let tree else { return }
    if tree.isEmpty {
      root.remove(name)
    } else {
      root.set(name, .tree, try pack.tree(tree, basedOn: nil))
    }
  }

  private mutating func policies() throws(GitError) -> RawTree? {
    guard let folder = root[ArchiveReader.Path.policies], folder.isTree else { return nil }
    let broken = holdings.unreadable.subtracting(holdings.deprecated.keys)
    let history = try reader.events(of: broken, from: tip, since: Holdings())
    let lastGood = history.events
    var tree = RawTree()
    for entry in try repository.tree(folder.id).entries {
      guard entry.isBlob, let name = PolicyFileName(entry.name)?.policy else {
        result.leftAlone.append(entry.name)
        tree.set(entry.name, entry.mode, entry.id)
        continue
      }
      guard tree[name.text] == nil else { continue }
      if holdings.deprecated[name] != nil {
        result.deprecated.append(name)
      } else if let version = try version(of: name, lastGood) {
        tree.set(name.text, .file, try pack.blob(PolicyFile.encode(version)))
        listed[name] = PoliciesList.Entry(version: version.id, date: version.createDate)
        result.policies += 1
      } else if try isBlank(entry.id), !history.isCutOff {
        result.removed.append(entry.name)
      } else {
        tree.set(entry.name, entry.mode, entry.id)
        result.leftAlone.append(entry.name)
      }
    }
    return tree
  }

  /// Whether a file holds nothing but white space, so that nothing is lost with it.
  private func isBlank(_ blob: ObjectID) throws(GitError) -> Bool {
    let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    return try repository.blob(blob).allSatisfy(space.contains)
  }

  private mutating func version(
    of name: PolicyName, _ lastGood: [PolicyName: [Observation.Event]]
  ) throws(GitError) -> PolicyVersion? {
    if let policy = holdings.policies[name] {
      return PolicyVersion(
        name: name, id: policy.version, createDate: policy.createDate, document: policy.document)
    }
    guard case .published(let publication) = lastGood[name]?.last else { return nil }
    result.restored.append(name)
    return publication.version
  }

  private mutating func findings() throws(GitError) -> RawTree? {
    guard let folder = root[ArchiveReader.Path.findings], folder.isTree else { return nil }
    var tree = RawTree()
    for entry in try repository.tree(folder.id).entries {
      guard entry.isBlob, let file = PolicyFileName(entry.name), file.hasExtension else {
        tree.set(entry.name, entry.mode, entry.id)
        continue
      }
      guard holdings.deprecated[file.policy] == nil else { continue }
      let bytes = try repository.blob(entry.id)
      let wrapped = form == .mamip ? nil : FindingsFile.wrapping(bareArray: bytes)
      tree.set(
        entry.name, .file,
        try wrapped.map { bytes throws(GitError) in
          try pack.blob(bytes)
        } ?? entry.id)
      result.findings += 1
    }
    return tree
  }

  /// The list in MAMIP's form, where it is kept, without what it told of the operator's account.
  private mutating func writeList() throws(GitError) {
    guard form == .mamip else {
      root.remove(ArchiveReader.Path.policiesList)
      return
    }
    let list = PoliciesList.encode(listed, try reader.listedARNs(at: tip))
    root.set(ArchiveReader.Path.policiesList, .file, try pack.blob(list))
  }

  private mutating func writeDeprecated() throws(GitError) {
    guard root[ArchiveReader.Path.deprecated] != nil else { return }
    let entries = holdings.deprecated.values.map { entry in
      DeprecatedPolicy(
        name: entry.name, date: entry.date, reason: entry.reason,
        lastVersion: entry.lastVersion ?? holdings.policies[entry.name]?.version, arn: entry.arn)
    }
    let bytes =
      form == .mamip
      ? DeprecatedPolicies.encodeFlat(entries) : DeprecatedPolicies.encode(entries)
    root.set(ArchiveReader.Path.deprecated, .file, try pack.blob(bytes))
  }
}
