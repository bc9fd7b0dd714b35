import Model

/// What the other side has, with all it needs.
struct KnownObjects {
  /// Each of them, here or not.
  var ids: Set<ObjectID>
  /// The branches, whose ancestors matter too; tags sit on them, and there may be thousands.
  var tips: [ObjectID]
}

/// The commits that some tips reach and others do not, as `git rev-list tips --not known` has them.
///
/// Newest first by committer date. The walk ends when only known commits are left, so their parents
/// are read only where dates run backwards. That keeps it short, and makes it work in a shallow
/// clone, whose oldest commits have no parents here.
struct CommitWalk {
  /// The most commits that are looked at.
  static let commitsMax = 10_000_000

  struct Commit {
    let id: ObjectID
    let tree: ObjectID
    /// Those that are here: none where a shallow clone begins.
    let parents: [ObjectID]
    let time: Int64
  }

  private struct State {
    var isKnown: Bool
    var isQueued: Bool
  }

  /// Gives nil for what is not here, or is no commit.
  private let read: (ObjectID) throws(GitError) -> Commit?
  private var queue = NewestFirst()
  private var states: [ObjectID: State] = [:]
  private var unknownInQueue = 0

  init(read: @escaping (ObjectID) throws(GitError) -> Commit?) {
    self.read = read
  }

  /// The unknown commits.
  ///
  /// Where dates run backwards, a few may be among them that are known after all.
  mutating func commits(
    from tips: [ObjectID], without known: KnownObjects
  ) throws(GitError) -> [Commit] {
    for id in known.tips { try add(id, isKnown: true) }
    for id in tips { try add(id, isKnown: known.ids.contains(id)) }
    var unknown: [Commit] = []
    for _ in 0..<Self.commitsMax {
      guard unknownInQueue > 0, let next = queue.pop() else { break }
      states[next.id]?.isQueued = false
      let isKnown = states[next.id]?.isKnown == true
      if !isKnown {
        unknownInQueue -= 1
        unknown.append(next)
      }
      for parent in next.parents { try add(parent, isKnown: isKnown || known.ids.contains(parent)) }
    }
    guard unknownInQueue == 0 else { throw .endless }
    return unknown.filter { states[$0.id]?.isKnown == false }
  }

  private mutating func add(_ id: ObjectID, isKnown: Bool) throws(GitError) {
    let state = states[id]
    guard state == nil || (isKnown && state?.isKnown == false) else { return }
    if state?.isQueued == true {
      unknownInQueue -= 1
    } else if let commit = try read(id) {
      queue.push(commit)
      if !isKnown { unknownInQueue += 1 }
    } else if !isKnown {
      throw .absent(id)
    }
    states[id] = State(isKnown: isKnown, isQueued: true)
  }
}

/// A heap of commits.
private struct NewestFirst {
  private var heap: [CommitWalk.Commit] = []

  mutating func push(_ commit: CommitWalk.Commit) {
    heap.append(commit)
    var child = heap.count - 1
    while child > 0, heap[child].time > heap[(child - 1) / 2].time {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> CommitWalk.Commit? {
    guard let last = heap.popLast() else { return nil }
    guard let first = heap.first else { return last }
    heap[0] = last
    var parent = 0
    while let child = newestChild(of: parent), heap[child].time > heap[parent].time {
      heap.swapAt(child, parent)
      parent = child
    }
    return first
  }

  private func newestChild(of parent: Int) -> Int? {
    let left = parent * 2 + 1
    guard left < heap.count else { return nil }
    return left + 1 < heap.count && heap[left + 1].time > heap[left].time ? left + 1 : left
  }
}

extension Repository {
  /// What a walk needs of a commit; nil where it is not here, or is no commit.
  ///
  /// A commit of `shallow` has no parents here, whatever it says itself.
  func walkedCommit(
    _ id: ObjectID, shallow: Set<ObjectID>
  ) throws(GitError) -> CommitWalk.Commit? {
    do {
      let object = try object(id)
      guard object.kind == .commit else { return nil }
      let commit = try Commit(parsing: object.bytes, id: id)
      return CommitWalk.Commit(
        id: id, tree: commit.tree, parents: shallow.contains(id) ? [] : commit.parents,
        time: commit.committer.time.seconds)
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }
}

extension GitError {
  fileprivate static let endless = GitError(
    operation: "walk through the history",
    message: "it has more than \(CommitWalk.commitsMax) commits")

  /// A commit that is to be sent is not here.
  fileprivate static func absent(_ id: ObjectID) -> GitError {
    GitError(
      operation: "walk to the commit \(id)", message: "it is not in this repository",
      hint: "`git fsck` tells what else is missing")
  }
}
