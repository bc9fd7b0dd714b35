import HTTP
import Support
import Testing

@testable import Git

@Suite struct RemoteFetchTests {
  @Test func `references are listed by prefix, with what they peel to`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      try world.git.git("tag", "-a", "-m", "x", "release", in: "srv/r.git")
      try world.git.git("branch", "side", in: "srv/r.git")
      let remote = try world.remote(of: repository)
      let head = try #require(try repository.head().id)
      let tag = try id(world.git.git("rev-parse", "release", in: "srv/r.git"))
      #expect(
        try await remote.references(under: ["HEAD", "refs/tags/"]) == [
          RemoteReference(name: "HEAD", id: head, target: "refs/heads/main"),
          RemoteReference(name: "refs/tags/release", id: tag, peeled: head),
        ])
      #expect(try await remote.references().map(\.name).count == 4)
    }
  }

  @Test func `an empty repository has no references`() async throws {
    try await RemoteWorld.use { world in
      try world.git.git("init", "--quiet", "--bare", "srv/empty.git")
      let url = world.server.url("empty.git", userInfo: "x:\(RemoteWorld.token)")
      let remote = try world.remote(of: world.clone(), url)
      #expect(try await remote.references().isEmpty)
    }
  }

  @Test func `a whole archive comes into an empty repository`() async throws {
    try await RemoteWorld.use { world in
      try world.git.git("init", "--quiet", "new")
      let repository = try Repository.open(at: world.git.at("new"))
      let head = try id(world.git.git("rev-parse", "main", in: "srv/r.git"))
      var steps: [FetchProgress] = []
      try await world.remote(of: repository).fetch([head]) { steps.append($0) }
      try world.git.git("update-ref", "refs/heads/main", "\(head)", in: "new")
      try world.check("new")
      #expect(
        try world.git.git("rev-list", "--objects", "main", in: "new").count
          == world.git.git("rev-list", "--objects", "main", in: "srv/r.git").count)
      let last = try #require(steps.last)
      #expect(last.objectCount == last.receivedObjects)
      #expect(last.receivedBytes > 0)
      #expect(try world.leftovers(in: "new") == [])
    }
  }

  @Test(arguments: [nil, 1] as [Int?])
  func `new commits come on top, and a shallow clone stays shallow`(depth: Int?) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone(depth: depth)
      let moved = try world.moveRemote()
      let before = try world.objects(in: "clone")
      try await world.remote(of: repository).fetch([try id(moved)])
      try world.git.git("update-ref", "refs/remotes/origin/main", moved, in: "clone")
      try world.check("clone")
      // One commit; its tree is that of the commit before.
      #expect(try world.objects(in: "clone").subtracting(before) == [moved])
      #expect(repository.isShallow == (depth != nil))
      let count = try world.git.git("rev-list", "--count", moved, in: "clone")
      #expect(count == (depth == nil ? "4" : "2"))
    }
  }

  @Test func `a remote that has diverged brings only its own side`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      _ = try world.release("ours")
      let theirs = try world.moveRemote()
      try await world.remote(of: repository).fetch([try id(theirs)])
      #expect(try world.git.git("merge-base", theirs, "HEAD", in: "clone").count == 40)
      try world.check("clone")
    }
  }

  @Test func `annotated tags are fetched by their ids`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      _ = try world.moveRemote()
      try world.git.git("tag", "-a", "-m", "x", "release", in: "srv/r.git")
      let remote = try world.remote(of: repository)
      let tag = try #require(try await remote.references(under: ["refs/tags/release"]).first)
      try await remote.fetch([tag.id])
      #expect(try repository.tag(tag.id)?.target == tag.peeled)
    }
  }

  @Test func `references are fetched by their names, where they exist`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let moved = try id(world.moveRemote())
      try world.git.git("branch", "main-2", "main~1", in: "srv/r.git")
      let remote = try world.remote(of: repository)
      let found = try await remote.fetch(named: ["refs/heads/main", "refs/notes/mamip"])
      #expect(found == [RemoteReference(name: "refs/heads/main", id: moved)])
      #expect(repository.contains(moved))
      #expect(try await remote.fetch(named: []) == [])
      // One greeting, one list, one pack.
      #expect(try world.server.requests().count == 3)
    }
  }

  @Test func `what is here already is not asked for`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let head = try #require(try repository.head().id)
      try await world.remote(of: repository).fetch([head])
      #expect(try world.server.requests().isEmpty)
    }
  }

  @Test func `an answer that breaks off is asked for again`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let moved = try id(world.moveRemote())
      try world.server.plan(
        .init(RemoteWorld.fetchList, "drop-before"), .init(RemoteWorld.fetch, "drop-after"),
        .init(RemoteWorld.fetch, "stop", .number(60)))
      try await world.remote(of: repository).fetch([moved])
      #expect(repository.contains(moved))
      #expect(try world.count(RemoteWorld.fetch) == 3)
      #expect(try world.leftovers(in: "clone") == [])
    }
  }
}

/// Every way in which a fetch may fail: afterwards nothing of it is visible.
@Suite struct RemoteFetchFailureTests {
  @Test(arguments: [
    GitHTTPServer.Rule(RemoteWorld.fetch, "truncate", .number(4), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "truncate", .number(40), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "corrupt", times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "html", times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "text", .text(""), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "text", .text("000dpackfile\n0000"), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "text", .text("0010ERR no more\n"), times: 0),
    GitHTTPServer.Rule(
      RemoteWorld.fetch, "text", .text("000dpackfile\n0009\u{1}JUNK0000"), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "drop-before", times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "stop", .number(60), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "stall", .number(60), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetch, "hang", times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetchList, "html", times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetchList, "status", .number(500), times: 0),
    GitHTTPServer.Rule(RemoteWorld.fetchList, "text", .text("000eversion 2\n0000"), times: 0),
  ])
  func `nothing is visible of a fetch that failed`(rule: GitHTTPServer.Rule) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let moved = try id(world.moveRemote())
      let before = try world.objects(in: "clone")
      try world.server.plan(rule)
      let remote = try world.remote(of: repository) {
        $0.limits.transferTimeout = .milliseconds(300)
        $0.retry.attemptsMax = 2
      }
      await #expect(throws: RemoteError.self) { try await remote.fetch([moved]) }
      #expect(!repository.contains(moved))
      #expect(try world.objects(in: "clone") == before)
      #expect(try world.leftovers(in: "clone") == [])
      // The next run finishes the work.
      try world.server.plan()
      try await world.remote(of: repository).fetch([moved])
      #expect(repository.contains(moved))
    }
  }

  @Test(arguments: ["commit", "tree", "blob"])
  func `a pack from which an object is missing is refused`(kind: String) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      try world.git.git("clone", "--quiet", "srv/r.git", "other")
      try world.git.commit("1", in: "other", files: ["policies/C": "one\n"])
      try world.git.commit("2", in: "other", files: ["policies/C": "two\n"])
      try world.git.git("push", "--quiet", "origin", "main", in: "other")
      let new = try world.git.git(
        "rev-list", "--objects", "--no-object-names", "origin/main~2..main", in: "other"
      ).split(separator: "\n").map(String.init)
      let left = try #require(
        try new.dropFirst().first {
          try world.git.git("cat-file", "-t", $0, in: "other") == kind
        })
      _ = try world.git.git(
        "pack-objects", "--quiet", "broken", in: "other",
        input: new.filter { $0 != left }.joined(separator: "\n") + "\n")
      let name = try #require(
        try world.git.names(in: "other").first { $0.hasSuffix(".pack") })
      try world.server.plan(
        .init(RemoteWorld.fetch, "pack", .text(world.git.at("other/\(name)"))))
      let before = try world.objects(in: "clone")
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).fetch([try id(new[0])])
      }
      #expect(error.detail.contains("it is incomplete"))
      #expect(error.detail.contains(left))
      #expect(try world.objects(in: "clone") == before)
      #expect(try world.leftovers(in: "clone") == [])
    }
  }

  @Test func `an object that nobody has is named`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).fetch([id(String(repeating: "a", count: 40))])
      }
      #expect(error.reason == .notUnderstood)
      #expect(error.detail.contains("not our ref aaaaaaaa"))
    }
  }

  @Test func `a server that knows only the old protocol is told from one that is no git`()
    async throws
  {
    try await RemoteWorld.use { world in
      try world.server.plan(.init(RemoteWorld.fetchList, "old-protocol"))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: try world.clone()).references()
      }
      #expect(error.detail == "the server does not speak git's protocol version 2")
    }
  }

  @Test func `a remote that is itself a shallow clone is refused`() async throws {
    try await RemoteWorld.use { world in
      try world.git.git(
        "clone", "--quiet", "--bare", "--depth", "1", "file://\(world.git.at("srv/r.git"))",
        "srv/shallow.git")
      try world.git.git("init", "--quiet", "new")
      let repository = try Repository.open(at: world.git.at("new"))
      let url = world.server.url("shallow.git", userInfo: "x:\(RemoteWorld.token)")
      let head = try id(world.git.git("rev-parse", "main", in: "srv/r.git"))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository, url).fetch([head])
      }
      #expect(error.detail == "the remote is itself a shallow clone")
      #expect(try world.objects(in: "new").isEmpty)
    }
  }

  @Test func `a pack larger than allowed is not taken`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let moved = try id(world.moveRemote())
      let remote = try world.remote(of: repository) { $0.limits.packBytesMax = 100 }
      let error = try await #require(throws: RemoteError.self) { try await remote.fetch([moved]) }
      #expect(error.reason == .notUnderstood)
      #expect(!repository.contains(moved))
      #expect(try world.leftovers(in: "clone") == [])
    }
  }
}

extension RemoteWorld {
  /// The ids of all objects of a repository.
  func objects(in repository: String) throws -> Set<String> {
    let text = try git.git(
      "cat-file", "--batch-all-objects", "--batch-check=%(objectname)", in: repository)
    return Set(text.split(separator: "\n").map(String.init))
  }

  /// What has no place among a repository's objects.
  func leftovers(in repository: String) throws -> [String] {
    let objects = "\(repository)/.git/objects"
    let folders = try git.names(in: objects).filter { $0.hasPrefix("tmp") }
    let files = try git.names(in: "\(objects)/pack").filter {
      !$0.hasSuffix(".pack") && !$0.hasSuffix(".idx")
    }
    return folders + files
  }
}

extension GitHTTPServer.Rule: CustomTestStringConvertible {
  package var testDescription: String { "\(request): \(fault)" }
}
