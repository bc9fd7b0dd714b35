/// Where the references of this repository stand, as far as a fetch needs to know.
struct LocalTips {
  /// How many references are told to a server, branches first.
  static let tipsMax = 256
  /// How many of the branches' ancestors are looked at to tell some of them, too.
  static let ancestorsMax = 20_000
  /// How many ancestors next to a tip are all told; beyond, the gaps double.
  static let denseMax = 32

  private let repository: Repository
  /// Branches of ours and of remotes, notes and HEAD.
  private let branches: [ObjectID]
  private let tags: [ObjectID]

  init(_ repository: Repository) throws(GitError) {
    self.repository = repository
    var branches: [ObjectID] = []
    if let head = try repository.head().id { branches.append(head) }
    for prefix in ["refs/heads/", "refs/remotes/", "refs/notes/"] {
      branches += try repository.references(under: prefix).map { $0.id }
    }
    self.branches = Self.distinct(branches)
    tags = try repository.references(under: "refs/tags/").map { $0.id }
  }

  /// Everything that need not be sent.
  var known: KnownObjects { KnownObjects(ids: Set(branches + tags), tips: branches) }

  /// What is told to a server so that it sends the rest.
  ///
  /// It is bounded and final: what is left out may be sent although we have it, which costs bytes
  /// and nothing else.
  func haves(shallow: Set<ObjectID>) throws(GitError) -> [ObjectID] {
    // Releases are named after their time: the newest are the likeliest to be common.
    var haves = Array((branches + tags.reversed()).prefix(Self.tipsMax))
    var budget = Self.ancestorsMax
    for tip in branches.prefix(Self.tipsMax) {
      var next = try repository.walkedCommit(tip, shallow: shallow)?.parents.first
      var distance = 1
      while let id = next, budget > 0 {
        guard let commit = try repository.walkedCommit(id, shallow: shallow) else { break }
        if distance <= Self.denseMax || distance & (distance - 1) == 0 { haves.append(id) }
        next = commit.parents.first
        distance += 1
        budget -= 1
      }
    }
    return Self.distinct(haves)
  }

  private static func distinct(_ ids: [ObjectID]) -> [ObjectID] {
    var seen: Set<ObjectID> = []
    return ids.filter { seen.insert($0).inserted }
  }
}
