import Git
import Model
import Support

/// An archive with a work tree, in which commits are made without touching index and work tree, as
/// a run does before it reconciles them.
struct Archive {
  static let owned = ["policies/", "findings/", "DEPRECATED.json", "CHANGELOG.md"]
  static let files = [
    "policies/A": "a1\n", "policies/B": "b1\n", "policies/C": "c1\n", "findings/A.json": "{}\n",
    "DEPRECATED.json": "[]\n", "README.md": "read\n", "Sources/x.swift": "code\n",
  ]

  let fixture: GitFixture
  let folder: String
  let repository: Repository

  init(_ fixture: GitFixture, folder: String = "archive") throws {
    self.fixture = fixture
    self.folder = folder
    repository = try Repository.open(at: fixture.at(folder))
  }

  static func use(_ body: (Archive) throws -> Void) throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: files)
      try body(Archive(fixture))
    }
  }

  /// Commits changes to files at most one folder deep; nil removes one.
  func commit(_ changes: [String: String?]) throws {
    let head = try repository.head()
    let writer = PackWriter(repository)
    var root = try head.id.map { try repository.tree(repository.commit($0).tree) } ?? RawTree()
    var folders: [String: RawTree] = [:]
    for (path, text) in changes {
      let names = path.split(separator: "/").map(String.init)
      let blob = try text.map { try writer.blob(Array($0.utf8)) }
      if names.count == 1 {
        edit(&root, names[0], blob)
      } else {
        var folder = try folders[names[0]] ?? root[names[0]].map { try repository.tree($0.id) }
        edit(&folder, names[1], blob)
        folders[names[0]] = folder
      }
    }
    for (name, folder) in folders {
      root.remove(name)
      if !folder.isEmpty { root.set(name, .tree, try writer.tree(folder)) }
    }
    let id = try writer.commit(draft(writer.tree(root), on: head.id))
    try writer.finish()
    try move(head, to: id)
  }

  /// Moves the branch, or HEAD where there is none, to a commit of any tree.
  func commit(tree: RawTree, blobs: [String] = []) throws {
    let head = try repository.head()
    let writer = PackWriter(repository)
    for text in blobs { _ = try writer.blob(Array(text.utf8)) }
    let id = try writer.commit(draft(writer.tree(tree), on: head.id))
    try writer.finish()
    try move(head, to: id)
  }

  private func draft(_ tree: ObjectID, on parent: ObjectID?) -> CommitDraft {
    let person = Signature(name: "Bot", email: "bot@localhost", time: Timestamp(seconds: 1))
    return CommitDraft(
      tree: tree, parents: parent.map { [$0] } ?? [], author: person, committer: person,
      message: "change")
  }

  private func move(_ head: Head, to id: ObjectID) throws {
    switch head {
    case .branch(let name, let old):
      try repository.update(name, to: id, from: old, message: "test")
    case .detached(let old):
      try repository.updateDetachedHead(to: id, from: old, message: "test")
    }
  }

  private func edit(_ tree: inout RawTree?, _ name: String, _ blob: ObjectID?) {
    var edited = tree ?? RawTree()
    edit(&edited, name, blob)
    tree = edited
  }

  private func edit(_ tree: inout RawTree, _ name: String, _ blob: ObjectID?) {
    if let blob { tree.set(name, .file, blob) } else { tree.remove(name) }
  }

  /// Begins a merge that git cannot finish alone.
  func beginConflict(over path: String) throws {
    try fixture.git("checkout", "-q", "-b", "side", in: "archive")
    try fixture.commit("side", in: "archive", files: [path: "side\n"])
    try fixture.git("checkout", "-q", "main", in: "archive")
    try fixture.commit("main", in: "archive", files: [path: "main\n"])
    try fixture.git("merge", "side", in: "archive", expecting: 1)
  }

  func reconcile(waiting limit: Duration = .seconds(5)) throws -> Reconciliation {
    let lock = try repository.lock()
    let result = try repository.reconcile(owned: Self.owned, under: lock, waiting: limit)
    lock.release()
    return result
  }

  func write(_ path: String, _ text: String) throws {
    try fixture.write("\(folder)/\(path)", text)
  }

  func text(_ path: String) throws -> String? {
    try fixture.text("\(folder)/\(path)")
  }

  /// What `git status` says; empty where index and work tree are HEAD's.
  func status() throws -> String {
    try fixture.git("status", "--porcelain", "--untracked-files=all", in: folder)
  }
}
