import Support
import Testing

@testable import Git

/// Every way in which a push may fail: afterwards nothing is half-moved, and we know which way it
/// went.
@Suite struct RemotePushFailureTests {
  @Test func `a remote that has moved before is seen before anything is sent`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      let winner = try world.moveRemote()
      let outcome = try await world.remote(of: repository).push(updates)
      #expect(
        outcome.verdict
          == .rejected([
            PushRejection(name: updates[0].name, reason: .moved, message: "it is at \(winner)"),
            PushRejection(name: updates[1].name, reason: .withheld, message: "it was not sent"),
          ]))
      #expect(outcome.hasMoved)
      #expect(try world.count(RemoteWorld.push) == 0)
    }
  }

  @Test(arguments: [nil, 1] as [Int?])
  func `a race lost between looking and pushing moves nothing`(depth: Int?) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone(depth: depth)
      let updates = try world.release("one")
      let winner = try world.git.git(
        "commit-tree", "-p", "main", "-m", "winner", "main^{tree}", in: "srv/r.git")
      try world.server.plan(
        .init(
          RemoteWorld.push, "run",
          .command([
            "git", "-C", world.git.at("srv/r.git"), "update-ref", "refs/heads/main", winner,
          ])))
      let outcome = try await world.remote(of: repository).push(updates)
      guard case .rejected(let rejections) = outcome.verdict else {
        Issue.record("the push was accepted")
        return
      }
      #expect(rejections.map(\.name) == updates.map(\.name))
      #expect(rejections.map(\.reason) == [.moved, .withheld])
      #expect(try world.remoteReferences() == ["refs/heads/main \(winner)"])
      try world.check("srv/r.git")
    }
  }

  @Test func `a tag that somebody else has made keeps the branch where it was`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      try world.git.git("tag", "one", in: "srv/r.git")
      let before = try world.remoteReferences()
      let outcome = try await world.remote(of: repository).push(updates)
      guard case .rejected(let rejections) = outcome.verdict else {
        Issue.record("the push was accepted")
        return
      }
      #expect(rejections.map(\.reason) == [.moved, .withheld])
      #expect(try world.remoteReferences() == before)
    }
  }

  @Test func `a hook that declines is told from a race, with its words`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      let before = try world.remoteReferences()
      try world.hook("pre-receive", #"printf 'not on \033[31mFriday\033[0m\n' >&2; exit 1"#)
      let outcome = try await world.remote(of: repository).push(updates)
      #expect(
        outcome.verdict
          == .rejected(
            updates.map {
              PushRejection(
                name: $0.name, reason: .declined, message: "pre-receive hook declined")
            }))
      #expect(outcome.messages == ["not on [31mFriday [0m"])
      #expect(!outcome.hasMoved)
      #expect(try world.remoteReferences() == before)
    }
  }

  @Test(arguments: ["refs/heads/main", "refs/tags/one"])
  func `one refused reference keeps all where they were`(refused: String) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      let before = try world.remoteReferences()
      try world.hook("update", #"test "$1" != "\#(refused)""#)
      let outcome = try await world.remote(of: repository).push(updates)
      guard case .rejected(let rejections) = outcome.verdict else {
        Issue.record("the push was accepted")
        return
      }
      for rejection in rejections {
        #expect(rejection.reason == (rejection.name == refused ? .declined : .withheld))
      }
      #expect(rejections.count == 2)
      #expect(try world.remoteReferences() == before)
    }
  }

  @Test func `where nothing is atomic the branch goes first, then the tag`() async throws {
    try await RemoteWorld.use { world in
      try world.git.git("config", "receive.advertiseAtomic", "false", in: "srv/r.git")
      let repository = try world.clone()
      let updates = try world.release("one")
      let outcome = try await world.remote(of: repository).push(updates.reversed())
      #expect(outcome == PushOutcome(verdict: .accepted, isAtomic: false, messages: []))
      #expect(try world.remoteReferences() == updates.asLines)
      #expect(try world.count(RemoteWorld.push) == 2)
      try world.check("srv/r.git")
    }
  }

  @Test func `where nothing is atomic a refused branch holds the tag back`() async throws {
    try await RemoteWorld.use { world in
      try world.git.git("config", "receive.advertiseAtomic", "false", in: "srv/r.git")
      try world.hook("update", #"test "$1" != refs/heads/main"#)
      let repository = try world.clone()
      let before = try world.remoteReferences()
      let updates = try world.release("one")
      let outcome = try await world.remote(of: repository).push(updates)
      guard case .rejected(let rejections) = outcome.verdict else {
        Issue.record("the push was accepted")
        return
      }
      #expect(rejections.map(\.reason) == [.declined, .withheld])
      #expect(!outcome.isAtomic)
      #expect(try world.remoteReferences() == before)
    }
  }

  @Test func `where nothing is atomic a refused tag leaves the branch moved, and says so`()
    async throws
  {
    try await RemoteWorld.use { world in
      try world.git.git("config", "receive.advertiseAtomic", "false", in: "srv/r.git")
      try world.hook("update", #"test "$1" != refs/tags/one"#)
      let repository = try world.clone()
      let updates = try world.release("one")
      let outcome = try await world.remote(of: repository).push(updates)
      guard case .rejected(let rejections) = outcome.verdict else {
        Issue.record("the push was accepted")
        return
      }
      #expect(rejections.map(\.name) == ["refs/tags/one"])
      #expect(try world.remoteReferences() == ["refs/heads/main \(updates[0].new)"])
    }
  }

  @Test(arguments: ["drop-before", "drop-inside"])
  func `a connection that dies before the push went in leaves all as before`(
    fault: String
  ) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      let before = try world.remoteReferences()
      try world.server.plan(.init(RemoteWorld.push, fault))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).push(updates)
      }
      #expect(error.reason == .unreachable)
      #expect(error.detail.contains("`refs/heads/main`, `refs/tags/one` had not moved afterwards"))
      #expect(try world.remoteReferences() == before)
      #expect(try world.count(RemoteWorld.push) == 1)
      #expect(try await world.remote(of: repository).push(updates).verdict == .accepted)
    }
  }

  @Test(arguments: ["drop-after", "lose"])
  func `a push that went in counts, even if the answer is lost`(fault: String) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      // 504: a proxy that gives up while the server goes on.
      try world.server.plan(.init(RemoteWorld.push, fault, .number(504)))
      let outcome = try await world.remote(of: repository).push(updates)
      #expect(outcome.verdict == .accepted)
      #expect(try world.remoteReferences() == updates.asLines)
      #expect(try world.count(RemoteWorld.push) == 1)
    }
  }

  @Test func `a server that hangs is left after its time`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      let before = try world.remoteReferences()
      try world.server.plan(.init(RemoteWorld.push, "hang"))
      let remote = try world.remote(of: repository) {
        $0.limits.transferTimeout = .milliseconds(300)
      }
      let error = try await #require(throws: RemoteError.self) { try await remote.push(updates) }
      #expect(error.reason == .unreachable)
      #expect(error.detail.contains("had not moved afterwards"))
      #expect(try world.remoteReferences() == before)
    }
  }

  @Test func `where nobody can say what became of a push, the error says so`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      let remote = try world.remote(of: repository)
      // The first list is honest; after the push the server is gone for good.
      try world.server.plan(
        .init("GET /r.git/info/refs", "old-protocol"),
        .init(RemoteWorld.push, "drop-before"),
        .init("GET /r.git/info/refs", "status", .number(503), times: 0))
      let error = try await #require(throws: RemoteError.self) { try await remote.push(updates) }
      #expect(error.detail.contains("whether the push went in could not be learnt"))
      #expect(error.hint == "the next run finds out")
      #expect(try world.count(RemoteWorld.push) == 1)
    }
  }

  @Test(arguments: [
    (403, RemoteError.Reason.denied, "the remote does not permit it (403)"),
    (404, .notFound, "there is no such repository, or it is hidden from us (404)"),
    (503, .unreachable, "the remote answered 503"),
    (418, .notUnderstood, "the remote answered 418"),
  ])
  func `a refusal says what it means`(
    status: Int, reason: RemoteError.Reason, detail: String
  ) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      try world.server.plan(
        .init(RemoteWorld.pushList, "status", .number(status), times: 0))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).push(updates)
      }
      #expect(error.reason == reason)
      #expect(error.detail == detail)
      #expect(error.hint != nil)
      #expect("\(error)".hasPrefix("cannot push to `\(world.server.url("r.git"))`: "))
    }
  }

  @Test func `a web page instead of git is named as such`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      try world.server.plan(.init(RemoteWorld.pushList, "html"))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).push(updates)
      }
      #expect(error.reason == .notUnderstood)
      #expect(error.detail == "the answer is `text/html; charset=utf-8`, not git's")
      #expect(try world.count(RemoteWorld.push) == 0)
    }
  }

  @Test(arguments: ["", "0000", "zzzz", "001f# service=git-receive-pack\n00000041", "<html>"])
  func `nonsense under git's own content type is refused`(text: String) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      try world.server.plan(.init(RemoteWorld.pushList, "text", .text(text)))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).push(updates)
      }
      #expect(error.reason == .notUnderstood)
    }
  }

  @Test(arguments: ["main", "refs/heads/a b", "refs/heads/a\nb", "refs/heads/..", "HEAD", ""])
  func `what is no name of a reference is not sent`(name: String) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let head = try #require(try repository.head().id)
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository).push([RefUpdate(name: name, old: nil, new: head)])
      }
      #expect(error.detail.contains("is no name of a reference"))
      #expect(try world.server.requests().isEmpty)
    }
  }

  @Test func `a list that fails once is asked for again`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      try world.server.plan(
        .init(RemoteWorld.pushList, "status", .number(502)),
        .init(RemoteWorld.pushList, "drop-before"))
      #expect(try await world.remote(of: repository).push(updates).verdict == .accepted)
    }
  }
}
