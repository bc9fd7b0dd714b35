import Support
import Testing

/// A source behind an address, and who gets which credential.
struct SyncOverHTTPTests {
  private static let token = "archive-token-1"

  @Test func `an archive over http is replayed, and then only what is new is fetched`() throws {
    try GitWorld.use { world in
      let server = try GitHTTPServer(root: world.fixture.path)
      let source = server.url("mamip/.git")
      try world.sync(source: source)

      #expect(try world.archive.changes() == MAMIPArchive.changes)
      #expect(try world.archive.trailers(of: "HEAD")["Source"] == source)
      try world.archive.expectSound()
      #expect(try world.archive.lines("for-each-ref", "refs/remotes") == [])

      let count = try server.requests().count
      try world.expectNothingWritten { try world.sync(source: source) }
      let later = try server.requests().dropFirst(count).map(\.request)
      #expect(later.count(where: { $0.hasPrefix("POST") }) <= 1, "\(later)")
    }
  }

  @Test func `an archive behind a file address is replayed`() throws {
    try GitWorld.use { world in
      let source = "file://\(world.fixture.path)/mamip"
      try world.sync(source: source)
      #expect(try world.archive.changes() == MAMIPArchive.changes)
      try world.expectNothingWritten { try world.sync(source: source) }
    }
  }

  @Test func `the token of the archive never reaches the source`() throws {
    try GitWorld.use { world in
      let server = try GitHTTPServer(root: world.fixture.path)
      let variables = [
        "GITHUB_TOKEN": Self.token, "GITHUB_SERVER_URL": server.url("").dropLast().description,
      ]
      let outcome = try world.sync(
        "--verbose", source: server.url("mamip/.git"), environment: variables)

      let requests = try server.requests()
      #expect(!requests.isEmpty)
      #expect(requests.allSatisfy { $0.headers["authorization"] == nil })
      #expect(!outcome.text.contains(Self.token))
    }
  }

  @Test func `a source that asks for a login does not get the archive's token`() throws {
    try GitWorld.use { world in
      let server = try GitHTTPServer(root: world.fixture.path, token: Self.token)
      let variables = [
        "GITHUB_TOKEN": Self.token, "GITHUB_SERVER_URL": server.url("").dropLast().description,
      ]
      let outcome = try world.sync(
        source: server.url("mamip/.git"), expecting: 1, environment: variables)
      #expect(outcome.error.contains("hint: "), "\(outcome.error)")
      #expect(try world.archive.lines("for-each-ref") == [])
      #expect(try server.requests().allSatisfy { $0.headers["authorization"] == nil })
    }
  }

  @Test func `user info in the source is refused, and not printed`() throws {
    try GitWorld.use { world in
      let outcome = try world.sync(
        source: "https://user:secret-1@example.com/mamip.git", expecting: 64)
      #expect(
        outcome.error == """
          error: the source's URL holds user info, which may be a secret
          hint: cut everything up to the `@`; git's own configuration can give the credentials

          """)
    }
  }

  @Test(arguments: [("status", 500), ("html", 200), ("stop", 100), ("truncate", 30)])
  func `a source that fails half-way changes nothing, and the next run finishes`(
    fault: String, value: Int
  ) throws {
    try GitWorld.use { world in
      let server = try GitHTTPServer(root: world.fixture.path)
      try server.plan(
        .init("POST /mamip/.git/git-upload-pack", fault, .number(value), times: 0))
      let outcome = try world.sync(source: server.url("mamip/.git"), expecting: 1)
      #expect(outcome.error.contains("error: cannot read the source: "), "\(outcome.error)")
      #expect(try world.archive.lines("for-each-ref") == [])

      try server.plan()
      try world.sync(source: server.url("mamip/.git"))
      #expect(try world.archive.changes() == MAMIPArchive.changes)
      try world.archive.expectSound()
    }
  }

  @Test func `a source that does not exist is named`() throws {
    try GitWorld.use { world in
      let server = try GitHTTPServer(root: world.fixture.path)
      let outcome = try world.sync(source: server.url("nowhere.git"), expecting: 1)
      #expect(outcome.error.contains(server.url("nowhere.git")), "\(outcome.error)")
    }
  }
}
