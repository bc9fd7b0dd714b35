import Git
import History
import Model

/// Checks release tags and receipts against the branch.
struct ReferenceCheck {
  static let notes = "refs/notes/mamip"
  /// More commits than this are no archive of policies.
  private static let commitsMax = 1_000_000

  let repository: Repository
  let tip: ObjectID

  func findings() throws(GitError) -> [FsckFinding] {
    let commits = try repository.commits(in: tip, notIn: [], limit: Self.commitsMax)
    var releases: [ObjectID: ReleaseName] = [:]
    for commit in commits {
      releases[commit.id] = CommitTrailers(of: commit.message)["Release"].flatMap(ReleaseName.init)
    }
    return try tags(releases, reachable: Set(commits.map(\.id))) + (try receipts(releases))
  }

  private func tags(
    _ releases: [ObjectID: ReleaseName], reachable: Set<ObjectID>
  ) throws(GitError) -> [FsckFinding] {
    var findings: [FsckFinding] = []
    var tagged: [ReleaseName: (target: ObjectID, isAnnotated: Bool)] = [:]
    for (reference, id) in try repository.references(under: "refs/tags/") {
      guard let name = ReleaseName(String(reference.dropFirst("refs/tags/".count))) else {
        continue
      }
      let tag = try repository.tag(id)
      let target = tag?.target ?? id
      tagged[name] = (target, tag != nil)
      guard !reachable.contains(target) else { continue }
      findings.append(
        FsckFinding(
          class: .tagUnreachable, severity: .warning, path: reference, commit: target,
          detail: "the branch does not reach this release"))
    }
    for (id, name) in releases.sorted(by: { $0.value.text < $1.value.text }) {
      let detail =
        switch tagged[name] {
        case nil: "the commit names this release, but there is no such tag"
        case .some(let tag) where tag.target != id: "the tag of this release is on another commit"
        case .some(let tag) where !tag.isAnnotated: "the tag of this release is not annotated"
        case .some: String?.none
        }
      guard let detail else { continue }
      findings.append(
        FsckFinding(
          class: .tagMissing, severity: .error, path: name.reference, commit: id, detail: detail))
    }
    return findings
  }

  private func receipts(_ releases: [ObjectID: ReleaseName]) throws(GitError) -> [FsckFinding] {
    guard let notes = try repository.resolve(Self.notes) else { return [] }
    return try annotated(in: try repository.commit(notes).tree).filter { releases[$0] == nil }
      .map { id in
        FsckFinding(
          class: .noteOrphan, severity: .warning, path: Self.notes, commit: id,
          detail: "a receipt on a commit that is no release of this branch")
      }
  }

  /// The commits that a notes tree speaks of: its paths without slashes are their ids.
  private func annotated(
    in tree: ObjectID, under prefix: String = ""
  ) throws(GitError) -> [ObjectID] {
    var ids: [ObjectID] = []
    for entry in try repository.tree(tree).entries {
      let name = prefix + entry.name
      if entry.isTree, name.utf8.count < ObjectID.length * 2 {
        ids += try annotated(in: entry.id, under: name)
      } else if let id = ObjectID(hex: name) {
        ids.append(id)
      }
    }
    return ids
  }
}
