import PolicyLanguage
import Support
import Testing

/// What gets to the server, from which clones, and when.
struct PushTests {
  @Test(arguments: [nil, 1])
  func `branch and release arrive together, from a full clone and from one of depth 1`(
    depth: Int?
  ) throws {
    try PushWorld.use { world in
      try world.clone("clone", depth: depth)
      world.publish("Alpha", "s3:Put")
      let outcome = try world.sync(in: "clone", "--push")

      #expect(outcome.output.hasSuffix("\npushed\n"), "\(outcome.output)")
      #expect(try world.served.changes("main").last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      #expect(try world.served.releases().count == 2)
      try world.expectSame("clone")
      let pushes = try world.server.requests().map(\.request)
        .filter { $0.hasPrefix("POST /archive.git/git-receive-pack") }
      #expect(pushes.count == 1)
    }
  }

  @Test func `the JSON says that it was pushed`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      world.publish("Alpha", "s3:Put")
      let outcome = try world.sync(in: "clone", "--push", "--json")
      #expect(PolicyFixture.parse(outcome.output).root["pushed"]?.bool == true)
    }
  }

  @Test func `a first import is pushed to an empty repository`() throws {
    try PushWorld.use { world in
      try world.fixture.git(
        "init", "--quiet", "--bare", "--initial-branch=main", "served/empty.git")
      try world.fixture.git("config", "http.receivepack", "true", in: "served/empty.git")
      try world.fixture.git("init", "--quiet", "--initial-branch=main", "clone")
      let url = world.server.url("empty.git")
      try world.sync(in: "clone", "--push", "--remote", url, "--baseline")

      let empty = Judged(fixture: world.fixture, folder: "served/empty.git")
      #expect(try empty.changes("main") == ["Import 2 policies"])
      #expect(try empty.releases().count == 1)
    }
  }

  @Test func `without --push nothing is pushed, whatever the configuration says`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      try world.fixture.write(
        "clone/.github/mamip.json", #"{"push": true, "repository": "owner/archive"}"#)
      world.publish("Alpha", "s3:Put")
      let count = try world.server.requests().count
      let outcome = try world.sync(in: "clone", "--verbose")

      #expect(outcome.error.contains("not pushing: this is not GitHub Actions\n"))
      #expect(try world.server.requests().count == count)
      #expect(try world.served.releases().count == 1)
    }
  }

  @Test func `a run that was not pushed is pushed by the next one, also without news`() throws {
    try PushWorld.use { world in
      try world.clone("clone", depth: 1)
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "clone")
      #expect(try world.served.releases().count == 1)
      let outcome = try world.sync(in: "clone", "--push")

      #expect(outcome.output == "2 policies, nothing changed\n")
      #expect(try world.served.releases().count == 2)
      try world.expectSame("clone")
    }
  }

  @Test func `a tag that the server lacks is pushed by the next run`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "clone", "--push")
      let release = try #require(try world.served.releases().last)
      try world.served.git("update-ref", "-d", "refs/tags/\(release)")
      try world.sync(in: "clone", "--push")

      #expect(try world.served.releases().last == release)
      try world.expectSame("clone")
    }
  }

  @Test func `a clone that is behind catches up, branch and work tree`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      try world.clone("other")
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "other", "--push")
      let outcome = try world.sync(in: "clone", "--push")

      #expect(outcome.output == "2 policies, nothing changed\n")
      try world.expectSame("clone")
      #expect(
        try world.fixture.text("clone/policies/Alpha")?.contains(#""VersionId": "v2""#) == true)
    }
  }

  @Test func `a run without changes asks the server twice and writes nothing`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      try world.sync(in: "clone", "--push")
      let before = try world.fixture.listing("clone")
      let count = try world.server.requests().count
      try world.sync(in: "clone", "--push")

      #expect(GitFixture.difference(before, try world.fixture.listing("clone")) == [])
      let requests = try world.server.requests().dropFirst(count).map(\.request)
      #expect(requests.allSatisfy { $0.contains("git-upload-pack") }, "\(requests)")
      #expect(requests.count <= 2, "\(requests)")
    }
  }

  @Test func `a detached checkout of a CI pushes to the branch that is named`() throws {
    try PushWorld.use { world in
      try world.clone("clone", depth: 1)
      try world.fixture.git("checkout", "--quiet", "--detach", in: "clone")
      world.publish("Alpha", "s3:Put")
      try world.sync(in: "clone", "--push", "--branch", "main")

      #expect(try world.served.changes("main").last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      #expect(
        try world.fixture.git("rev-parse", "HEAD", in: "clone")
          == world.served.git("rev-parse", "main"))
    }
  }

  @Test(arguments: ["served/archive.git", "file"])
  func `a path and a file address are remotes as well`(kind: String) throws {
    try PushWorld.use { world in
      try world.clone("clone")
      let path = world.fixture.at("served/archive.git")
      world.publish("Alpha", "s3:Put")
      try world.sync(
        in: "clone", "--push", "--remote", kind == "file" ? "file://\(path)" : path)

      #expect(try world.served.changes("main").last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      try world.expectSame("clone")
    }
  }

  @Test func `without a remote it says what to do`() throws {
    try PushWorld.use { world in
      let outcome = try world.sync(in: "archive", "--push", expecting: 78)
      #expect(
        outcome.error == """
          error: there is no remote `origin` to push to
          hint: add one with `git remote add`, or name a URL with --remote

          """)
    }
  }

  @Test func `the token goes to the archive's server alone`() throws {
    try PushWorld.use { world in
      try world.clone("clone")
      let spy = try LoopbackServer { _ in LoopbackServer.Reply(404, "") }
      world.publish("Alpha", "s3:Put")
      try world.sync(
        in: "clone", "--push", "--remote", "\(spy.url)/archive.git", expecting: 1)
      #expect(!spy.requests.isEmpty)
      #expect(spy.requests.allSatisfy { $0.header("authorization") == nil })

      try world.server.plan(
        .init("GET /archive.git/info/refs", "redirect", .text("\(spy.url){path}"), times: 0))
      let count = spy.requests.count
      try world.sync(in: "clone", "--push", expecting: 1)
      #expect(spy.requests.dropFirst(count).allSatisfy { $0.header("authorization") == nil })
    }
  }
}
