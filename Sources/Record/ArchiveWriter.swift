import Git
import History
import Model

/// Builds the objects of one run; none of them is visible before `finish`.
struct ArchiveWriter {
  let repository: Repository
  let pack: PackWriter
  let form: Run.Form
  /// The commit on which the run stands.
  let base: Commit?
  private var root: Folder
  private(set) var policies: Folder
  /// How many policies the archive held before the run.
  let policyCountBefore: Int
  var findings: Folder
  /// The findings files of this run, which are in no pack yet.
  var writtenFindings: [String: WrittenFindings] = [:]
  /// Whether a validation was entered in this run.
  var hasValidated = false
  private var deprecated: [PolicyName: DeprecatedPolicy]
  /// Version and date of every policy, for the list in MAMIP's form.
  private var listed: [PolicyName: PoliciesList.Entry]
  /// ARNs that the list in MAMIP's form has already.
  private var listedARNs: [PolicyName: String]
  private var changeLog: [UInt8]
  private var tip: ObjectID?

  /// A tree with the id that it was last written under, the base for the next one's delta.
  struct Folder {
    var tree: RawTree
    var id: ObjectID?
  }

  init(repository: Repository, base: ObjectID?, form: Run.Form) throws(GitError) {
    self.repository = repository
    self.form = form
    pack = PackWriter(repository)
    tip = base
    self.base = try base.map { id throws(GitError) in try repository.commit(id) }
    root = Folder(tree: RawTree(), id: nil)
    policies = root
    findings = root
    deprecated = [:]
    listed = [:]
    listedARNs = [:]
    changeLog = []
    guard let base, let id = self.base?.tree else {
      policyCountBefore = 0
      return
    }
    root = Folder(tree: try repository.tree(id), id: id)
    policies = try Self.folder(ArchiveReader.Path.policies, in: root.tree, repository)
    policyCountBefore = policies.tree.count
    findings = try Self.folder(ArchiveReader.Path.findings, in: root.tree, repository)
    let reader = ArchiveReader(repository)
    deprecated = try reader.deprecated(in: id)
    if form == .mamip {
      // Only that form's list names policies that a run does not touch.
      listed = try reader.holdings(at: base).policies.mapValues {
        PoliciesList.Entry(version: $0.version, date: $0.createDate)
      }
    }
    if form == .mamip { listedARNs = try ArchiveReader(repository).listedARNs(at: base) }
    if let file = root.tree[ArchiveReader.Path.changeLog], file.isBlob {
      changeLog = try repository.blob(file.id)
    }
  }

  private static func folder(
    _ name: String, in root: RawTree, _ repository: Repository
  ) throws(GitError) -> Folder {
    guard let entry = root[name], entry.isTree else { return Folder(tree: RawTree(), id: nil) }
    return Folder(tree: try repository.tree(entry.id), id: entry.id)
  }

  /// Writes policies: a commit per change, or one for all of a first import.
  mutating func write(
    _ changes: [Change], of run: Run
  ) throws(GitError) -> [(change: Change, commit: ObjectID)] {
    guard run.isBaseline else {
      var commits: [(change: Change, commit: ObjectID)] = []
      for change in changes {
        try apply(change)
        let commit = try writeCommit(
          CommitMessage(change), author: run.signature(at: change.authorDate),
          committer: run.signature(at: change.observedAt))
        commits.append((change, commit))
      }
      return commits
    }
    for change in changes { try apply(change) }
    let signature = run.signature(at: run.time)
    let commit = try writeCommit(
      CommitMessage(baselineOf: run), author: signature, committer: signature)
    return changes.map { ($0, commit) }
  }

  private mutating func apply(_ change: Change) throws(GitError) {
    let name = change.name.text
    // Of NAME and NAME.json the archive keeps one.
    policies.tree.remove(name + ".json")
    if let version = change.version {
      let text = PolicyFile.encode(version)
      let file = try pack.blob(text, basedOn: policies.tree[name]?.id)
      policies.tree.set(name, .file, file)
      listed[change.name] = PoliciesList.Entry(version: version.id, date: version.createDate)
      if let validation = change.validation {
        try write(validation, of: change.name, version.id)
      }
    } else {
      policies.tree.remove(name)
      listed[change.name] = nil
      findings.tree.remove(name + ".json")
    }
    let entry = deprecated[change.name]
    deprecated[change.name] = DeprecatedPolicy(change)
    // The first commit writes the file, so that a reader always finds one.
    guard entry != deprecated[change.name] || root.tree[ArchiveReader.Path.deprecated] == nil
    else { return }
    let bytes =
      form == .mamip
      ? DeprecatedPolicies.encodeFlat(deprecated.values)
      : DeprecatedPolicies.encode(deprecated.values)
    root.tree.set(ArchiveReader.Path.deprecated, .file, try pack.blob(bytes))
  }

  /// Writes the commit that ends a run, with the change log and the index of findings.
  mutating func writeRelease(
    _ release: ReleaseName, of run: Run
  ) throws(GitError) -> ObjectID {
    let text = ChangeLog.adding(
      release: release, lines: run.summaryLines, to: String(decoding: changeLog, as: UTF8.self))
    root.tree.set(ArchiveReader.Path.changeLog, .file, try pack.blob([UInt8](text.utf8)))
    try writeIndex()
    if form == .mamip {
      let list = PoliciesList.encode(listed, listedARNs.merging(run.arns) { $1 })
      root.tree.set(ArchiveReader.Path.policiesList, .file, try pack.blob(list))
    }
    let signature = run.signature(at: run.time)
    return try writeCommit(
      CommitMessage(release: release, of: run), author: signature, committer: signature)
  }

  /// Writes the commit of policies that did not change themselves.
  mutating func writeRevalidation(
    of names: [PolicyName], rules: String, by signature: Signature
  ) throws(GitError) -> ObjectID {
    try writeIndex()
    let message = CommitMessage(revalidationOf: names, rules: rules)
    return try writeCommit(message, author: signature, committer: signature)
  }

  mutating func writeTag(
    _ release: ReleaseName, of run: Run, on commit: ObjectID
  ) throws(GitError) -> ObjectID {
    let message = CommitMessage(release: release, of: run).text
    return try pack.tag(
      ReleaseTag.draft(release, on: commit, by: run.signature(at: run.time), message: message))
  }

  /// Makes everything visible as one pack.
  func finish() throws(GitError) {
    try pack.finish()
  }

  private mutating func writeCommit(
    _ message: CommitMessage, author: Signature, committer: Signature
  ) throws(GitError) -> ObjectID {
    policies = try write(policies, as: ArchiveReader.Path.policies)
    findings = try write(findings, as: ArchiveReader.Path.findings)
    let tree = try pack.tree(root.tree, basedOn: root.id)
    root.id = tree
    let commit = try pack.commit(
      CommitDraft(
        tree: tree, parents: tip.map { [$0] } ?? [], author: author, committer: committer,
        message: message.text))
    tip = commit
    return commit
  }

  /// Writes a folder and enters it in the root; an empty one leaves the root.
  private mutating func write(_ folder: Folder, as name: String) throws(GitError) -> Folder {
    var folder = folder
    guard !folder.tree.isEmpty else {
      root.tree.remove(name)
      return folder
    }
    let id = try pack.tree(folder.tree, basedOn: folder.id)
    folder.id = id
    root.tree.set(name, .tree, id)
    return folder
  }
}
