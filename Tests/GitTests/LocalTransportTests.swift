import Foundation
import Support
import Testing

@testable import Git

/// Both ways to a remote that are not over http: our own into a folder, and libgit2's, which serves
/// ssh and is tested here with a folder, because that needs no server.
@Suite struct LocalTransportTests {
  enum Way: CaseIterable {
    case folder
    case library
  }

  /// A bare repository with three commits and a tag, and a clone with one commit more.
  struct World {
    let git: GitFixture
    let way: Way
    let clone: Repository

    static func use(_ way: Way, depth: Int? = nil, _ body: (World) throws -> Void) throws {
      try GitFixture.use { git in
        try git.git("init", "-q", "--bare", "--initial-branch=main", "r.git")
        try git.makeRepository("seed", files: ["policies/A": "1\n", "policies/B": "same\n"])
        try git.commit("second", in: "seed", files: ["policies/A": "2\n"])
        try git.git("tag", "-a", "-m", "old", "old", in: "seed")
        try git.commit("third", in: "seed", files: ["policies/A": "3\n"])
        try git.git("push", "-q", "--tags", "../r.git", "main", in: "seed")
        let options = depth.map { ["--depth=\($0)"] } ?? []
        _ = try git.run(["git", "clone", "-q"] + options + ["file://\(git.at("r.git"))", "clone"])
        let clone = try Repository.open(at: git.at("clone"))
        try body(World(git: git, way: way, clone: clone))
      }
    }

    func references(under prefixes: [String] = []) throws -> [RemoteReference] {
      switch way {
      case .folder: try folder.references(under: prefixes)
      case .library: try library.references(under: prefixes)
      }
    }

    func fetch(_ ids: [ObjectID]) throws {
      switch way {
      case .folder: try folder.fetch(ids) { _ in }
      case .library: try library.fetch(ids) { _ in }
      }
    }

    func push(_ updates: [RefUpdate]) throws -> PushOutcome {
      switch way {
      case .folder: try folder.push(updates)
      case .library: try library.push(updates)
      }
    }

    private var folder: LocalTransport {
      LocalTransport(clone, to: "file://\(git.at("r.git"))")
    }

    private var library: LibraryTransport {
      LibraryTransport(clone, to: git.at("r.git"), environment: [:])
    }

    /// Makes a commit in the clone, with a tag on it, and gives the moves that publish it.
    func release(_ name: String) throws -> [RefUpdate] {
      try git.commit(name, in: "clone", files: ["policies/A": "\(name)\n"])
      try git.git("tag", "-a", "-m", name, name, in: "clone")
      let tag = try git.git("rev-parse", name, in: "clone")
      return [
        RefUpdate(
          name: "refs/heads/main", old: try id("HEAD~1", in: "clone"),
          new: try id("HEAD", in: "clone")),
        RefUpdate(name: "refs/tags/\(name)", old: nil, new: try #require(ObjectID(hex: tag))),
      ]
    }

    func id(_ revision: String, in repository: String) throws -> ObjectID {
      try #require(ObjectID(hex: git.git("rev-parse", revision, in: repository)))
    }

    func lines(_ repository: String = "r.git") throws -> String {
      try git.git("for-each-ref", "--format=%(refname) %(objectname)", in: repository)
    }

    /// Somebody else pushes.
    func moveRemote() throws -> ObjectID {
      try git.commit("theirs", in: "seed", files: ["policies/B": "theirs\n"])
      try git.git("push", "-q", "../r.git", "main", in: "seed")
      return try id("main", in: "seed")
    }

    func check() throws {
      for name in ["r.git", "clone"] {
        #expect(try git.git("fsck", "--full", "--strict", "--no-dangling", in: name) == "")
      }
    }
  }

  @Test(arguments: Way.allCases) func `references are listed as they are`(way: Way) throws {
    try World.use(way) { world in
      let main = try world.id("main", in: "r.git")
      let tag = try world.id("old", in: "r.git")
      #expect(
        try world.references() == [
          RemoteReference(name: "HEAD", id: main, target: "refs/heads/main"),
          RemoteReference(name: "refs/heads/main", id: main),
          RemoteReference(name: "refs/tags/old", id: tag, peeled: world.id("old^{}", in: "r.git")),
        ])
      #expect(try world.references(under: ["refs/heads/"]).map(\.name) == ["refs/heads/main"])
    }
  }

  @Test(arguments: Way.allCases) func `what is fetched is here and moves nothing`(way: Way) throws {
    try World.use(way) { world in
      let theirs = try world.moveRemote()
      #expect(!world.clone.contains(theirs))
      let before = try world.lines("clone")
      try world.fetch([theirs])
      #expect(world.clone.contains(theirs))
      #expect(try world.clone.entry(at: "policies/B", in: world.clone.commit(theirs).tree) != nil)
      #expect(try world.lines("clone") == before)
      #expect(!world.git.exists("clone/.git/FETCH_HEAD"))
      try world.fetch([theirs])
      try world.check()
      let nothing = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
      #expect(throws: GitError.self) { try world.fetch([nothing]) }
    }
  }

  @Test(arguments: Way.allCases) func `branch and tag are pushed`(way: Way) throws {
    try World.use(way) { world in
      let updates = try world.release("new")
      let outcome = try world.push(updates)
      #expect(outcome.verdict == .accepted)
      #expect(
        try world.lines()
          == world.lines("clone").split(separator: "\n")
          .filter { !$0.contains("/remotes/") }.joined(separator: "\n"))
      #expect(try world.push(updates).verdict == .accepted)
      try world.check()
    }
  }

  @Test(arguments: Way.allCases) func `where the remote has moved nothing is`(way: Way) throws {
    try World.use(way) { world in
      let updates = try world.release("new")
      let theirs = try world.moveRemote()
      let before = try world.lines()
      let outcome = try world.push(updates)
      #expect(outcome.hasMoved)
      guard case .rejected(let rejections) = outcome.verdict else {
        Issue.record("the push went in")
        return
      }
      #expect(rejections.map(\.name) == ["refs/heads/main", "refs/tags/new"])
      #expect(rejections.map(\.reason) == [.moved, .withheld])
      #expect(rejections[0].message == "it is at \(theirs)")
      #expect(try world.lines() == before)
      // The other way round: the branch is where it was, but the tag's name is taken.
      try world.git.git("fetch", "-q", "../r.git", "main", in: "clone")
      try world.git.git("reset", "-q", "--hard", "\(theirs)", in: "clone")
      let again = try world.release("again")
      try world.git.git("tag", "again", "main", in: "r.git")
      let taken = try world.lines()
      #expect(try world.push(again).hasMoved)
      #expect(try world.lines() == taken)
    }
  }

  @Test(arguments: [1, 2]) func `a shallow clone pushes into a folder`(depth: Int) throws {
    try World.use(.folder, depth: depth) { world in
      #expect(world.clone.isShallow)
      #expect(try world.push(world.release("new")).verdict == .accepted)
      let theirs = try {
        try world.git.git("pull", "-q", "../r.git", "main", in: "seed")
        return try world.moveRemote()
      }()
      try world.fetch([theirs])
      #expect(world.clone.contains(theirs))
      try world.check()
    }
  }

  @Test func `of two pushes into a folder at once one wins and the other learns of it`()
    async throws
  {
    try await GitFixture.use { git in
      try git.makeRepository("seed", files: ["policies/A": "1\n"])
      try git.git("clone", "-q", "--bare", "seed", "r.git")
      let base = try #require(ObjectID(hex: git.git("rev-parse", "HEAD", in: "seed")))
      let names = (1...4).map { "clone\($0)" }
      for name in names {
        try git.git("clone", "-q", "r.git", name)
        try git.commit(name, in: name, files: ["policies/A": "\(name)\n"])
      }
      let outcomes = try await withThrowingTaskGroup(of: PushOutcome.self) { group in
        for name in names {
          let (path, target) = (git.at(name), git.at("r.git"))
          group.addTask {
            let repository = try Repository.open(at: path)
            let new = try #require(try repository.head().id)
            return try LocalTransport(repository, to: target).push([
              RefUpdate(name: "refs/heads/main", old: base, new: new),
              RefUpdate(name: "refs/tags/x", old: nil, new: new),
            ])
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { $0.verdict == .accepted } == 1)
      #expect(outcomes.count { $0.hasMoved } == names.count - 1)
      let tips = try git.git("rev-parse", "main", "x", in: "r.git").split(separator: "\n")
      #expect(tips.count == 2 && tips[0] == tips[1])
    }
  }

  @Test func `a reference that moves between the first look and the lock is not moved again`()
    throws
  {
    try GitFixture.use { git in
      let first = try git.makeRepository("clone", files: ["policies/A": "1\n"])
      try git.git("clone", "-q", "--bare", "clone", "r.git")
      let second = try git.commit("second", in: "clone", files: ["policies/A": "2\n"])
      let (path, target) = (git.at("clone"), git.at("r.git"))
      let update = RefUpdate(
        name: "refs/heads/main", old: ObjectID(hex: first),
        new: try #require(ObjectID(hex: second)))
      try git.write("r.git/refs/heads/main.lock", "")
      let push = OnThread {
        try LocalTransport(Repository.open(at: path), to: target).push([update])
      }
      // The pack is there when the first look is over.
      let theirs = try git.git(
        "commit-tree", "-m", "theirs", "-p", first, "\(first)^{tree}", in: "r.git")
      while try git.names(in: "r.git/objects/pack").isEmpty { sched_yield() }
      try git.write("r.git/refs/heads/main", "\(theirs)\n")
      try git.delete("r.git/refs/heads/main.lock")
      #expect(try push.value().hasMoved)
      #expect(try git.git("rev-parse", "main", in: "r.git") == theirs)
    }
  }

  @Test func `a branch that a work tree shows is not moved`() throws {
    try World.use(.folder) { world in
      let updates = try world.release("new")
      try world.git.git("clone", "-q", "r.git", "checked-out")
      let transport = LocalTransport(world.clone, to: world.git.at("checked-out"))
      guard case .rejected(let rejections) = try transport.push(updates).verdict else {
        Issue.record("the push went in")
        return
      }
      #expect(rejections.map(\.message).contains("the branch is checked out there"))
      #expect(!rejections.contains { $0.reason == .moved })
      try world.git.git("config", "receive.denyCurrentBranch", "ignore", in: "checked-out")
      #expect(try transport.push(updates).verdict == .accepted)
    }
  }

  @Test func `a reference that is locked there is an error`() throws {
    try World.use(.folder) { world in
      let updates = try world.release("new")
      try world.git.write("r.git/refs/tags/new.lock", "")
      let before = try world.lines()
      let error = #expect(throws: GitError.self) { try world.push(updates) }
      #expect(error?.isLocked == true)
      #expect(error?.operation == "lock `refs/tags/new`")
      #expect(try world.lines() == before)
      #expect(!world.git.exists("r.git/refs/heads/main.lock"))
    }
  }

  @Test(arguments: Way.allCases) func `a remote that is not there is an error`(way: Way) throws {
    try World.use(way) { world in
      try world.git.delete("r.git")
      let error = #expect(throws: GitError.self) { try world.references() }
      #expect(error != nil)
    }
  }

  @Test(arguments: [
    ("/srv/r.git", true, "/srv/r.git"), ("../r.git", true, "../r.git"),
    ("./host:r.git", true, "./host:r.git"), ("host:r.git", false, ""),
    ("git@host:a/r.git", false, ""), ("ssh://host/r.git", false, ""),
    ("file:///srv/a%20b%2525.git", true, "/srv/a b%25.git"),
    ("FILE://localhost/srv/%zz", true, "/srv/%zz"),
  ])
  func `git's rule tells folders from hosts`(
    address: String, isFolder: Bool, path: String
  ) {
    #expect(LocalTransport.isFolder(address) == isFolder)
    if isFolder { #expect(LocalTransport.path(of: address) == path) }
  }
}

/// Something that runs at the same time as the test, whatever the other tests do.
// SAFETY: the thread writes the result before it signals, and it is read after the wait.
private final class OnThread<Value: Sendable>: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var result: Result<Value, any Error>?

  init(_ body: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread {
      self.result = Result { try body() }
      self.done.signal()
    }
  }

  func value() throws -> Value {
    done.wait()
    return try #require(result).get()
  }
}
