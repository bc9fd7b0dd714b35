import Support
import Testing

@testable import Git

@Suite struct RemotePushTests {
  @Test(arguments: [nil, 1] as [Int?])
  func `branch and tag arrive together, from a full and from a shallow clone`(
    depth: Int?
  ) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone(depth: depth)
      let updates = try world.release("2026-11-20-18-00")
      let outcome = try await world.remote(of: repository).push(updates)
      #expect(outcome == PushOutcome(verdict: .accepted, isAtomic: true, messages: []))
      #expect(try world.remoteReferences() == updates.asLines)
      try world.check("srv/r.git")
      try world.git.git("clone", "--quiet", "srv/r.git", "result")
      #expect(try world.git.text("result/policies/A") == "2026-11-20-18-00\n")
      #expect(repository.isShallow == (depth != nil))
    }
  }

  @Test func `an empty repository takes the first commits`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      try world.git.git("init", "--quiet", "--bare", "srv/empty.git")
      let url = world.server.url("empty.git", userInfo: "x:\(RemoteWorld.token)")
      let head = try #require(try repository.head().id)
      let outcome = try await world.remote(of: repository, url).push([
        RefUpdate(name: "refs/heads/main", old: nil, new: head)
      ])
      #expect(outcome.verdict == .accepted)
      try world.check("srv/empty.git")
      #expect(try world.git.git("rev-list", "--count", "main", in: "srv/empty.git") == "3")
    }
  }

  @Test func `only what the remote lacks is sent`() async throws {
    try await RemoteWorld.use { world in
      try world.git.git("config", "receive.unpackLimit", "1", in: "srv/r.git")
      let repository = try world.clone()
      let updates = try world.release("one")
      let more = try world.release("two")
      let all = [
        RefUpdate(name: "refs/heads/main", old: updates[0].old, new: more[0].new), updates[1],
        more[1],
      ]
      _ = try await world.remote(of: repository).push(all)
      let sent = try world.packedObjects(in: "srv/r.git")
      let needed = try world.git.git(
        "rev-list", "--objects", "--all", "--not", "refs/remotes/origin/main", in: "clone"
      ).split(separator: "\n").map { String($0.prefix(40)) }
      #expect(sent == needed.sorted())
      #expect(sent.count == 10)
    }
  }

  @Test func `a new branch on an old commit needs no objects`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let old = try id(world.git.git("rev-parse", "main~1", in: "clone"))
      let outcome = try await world.remote(of: repository).push([
        RefUpdate(name: "refs/heads/old", old: nil, new: old)
      ])
      #expect(outcome.verdict == .accepted)
      #expect(try world.git.git("rev-parse", "old", in: "srv/r.git") == "\(old)")
    }
  }

  @Test func `a revert and a moved folder arrive whole`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let old = try id(world.git.git("rev-parse", "HEAD", in: "clone"))
      try world.git.git("mv", "policies", "moved", in: "clone")
      try world.git.commit("move", in: "clone", files: ["deep/er/C": "new\n", "policies.x": "y\n"])
      try world.git.git("revert", "--no-edit", "HEAD", in: "clone")
      try world.git.git("checkout", "--quiet", "-b", "side", "HEAD~1", in: "clone")
      try world.git.commit("side", in: "clone", files: ["side": "side\n"])
      try world.git.git("checkout", "--quiet", "main", in: "clone")
      try world.git.git("merge", "--quiet", "--no-ff", "-m", "join", "side", in: "clone")
      let new = try id(world.git.git("rev-parse", "HEAD", in: "clone"))
      let outcome = try await world.remote(of: repository).push([
        RefUpdate(name: "refs/heads/main", old: old, new: new)
      ])
      #expect(outcome.verdict == .accepted)
      try world.check("srv/r.git")
    }
  }

  @Test func `what is there already is not sent again`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      _ = try await world.remote(of: repository).push(updates)
      let again = try await world.remote(of: repository).push(updates)
      #expect(again.verdict == .accepted)
      #expect(try world.count(RemoteWorld.push) == 1)
    }
  }

  @Test func `five hundred tags go in one push`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let head = try #require(try repository.head().id)
      let tags = (1...500).map { RefUpdate(name: "refs/tags/t\($0)", old: nil, new: head) }
      let outcome = try await world.remote(of: repository).push(tags)
      #expect(outcome.verdict == .accepted)
      #expect(try world.remoteReferences().count == 501)
      #expect(try world.count(RemoteWorld.push) == 1)
    }
  }

  @Test func `a commit that is not here is an error that says which`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let head = try #require(try repository.head().id)
      let absent = try id(String(repeating: "a", count: 40))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).push([
          RefUpdate(name: "refs/heads/main", old: head, new: absent)
        ])
      }
      #expect(error.reason == .repository)
      #expect(error.detail.contains("\(absent)"))
      #expect(try world.count(RemoteWorld.push) == 0)
    }
  }

  @Test func `a shallow clone whose beginning the remote lacks is refused, and nothing moves`()
    async throws
  {
    try await RemoteWorld.use { world in
      let repository = try world.clone(depth: 1)
      let updates = try world.release("one")
      try world.git.git("init", "--quiet", "--bare", "srv/empty.git")
      let url = world.server.url("empty.git", userInfo: "x:\(RemoteWorld.token)")
      let outcome = try await world.remote(of: repository, url).push([
        RefUpdate(name: "refs/heads/main", old: nil, new: updates[0].new)
      ])
      #expect(outcome.verdict != .accepted)
      #expect(try world.git.git("for-each-ref", in: "srv/empty.git") == "")
    }
  }
}

extension RemoteWorld {
  /// The objects that came into a repository as packs, sorted.
  func packedObjects(in repository: String) throws -> [String] {
    let folder = "\(repository)/objects/pack"
    let kinds = ["commit", "tree", "blob", "tag"]
    var ids: Set<String> = []
    for name in try git.names(in: folder) where name.hasSuffix(".idx") {
      for line in try git.git("verify-pack", "-v", name, in: folder).split(separator: "\n") {
        let words = line.split(separator: " ")
        if words.count > 1, kinds.contains(String(words[1])) { ids.insert(String(words[0])) }
      }
    }
    return ids.sorted()
  }
}
