import Support
import Testing

/// Runs that act as a GitHub App.
struct GitHubAppTests {
  private static let key = Result { try newKey() }

  private static func newKey() throws -> String {
    let made = try ExternalProgram("openssl").run("genrsa", "2048")
    try #require(made.status == 0)
    return made.text
  }

  private static func use(
    _ body: (PushWorld, FakeGitHubServer, [String: String]) throws -> Void
  ) throws {
    try PushWorld.use { world in
      var github = FakeGitHub("owner/archive")
      github.appSlug = "policy-archivist"
      github.appToken = PushWorld.token
      let server = try FakeGitHubServer(github)
      try world.clone("clone")
      try world.fixture.write(
        "clone/.github/mamip.json", #"{"repository": "owner/archive"}"#)
      world.publish("Alpha", "s3:GetObject")
      try body(
        world, server,
        [
          "GITHUB_TOKEN": "not-this-one", "GITHUB_API_URL": server.url,
          "MAMIP_GITHUB_APP_ID": "12345",
          "MAMIP_GITHUB_APP_PRIVATE_KEY": try key.get(),
        ])
    }
  }

  @Test func `an app pushes with a token for the archive alone, fetched once`() throws {
    try Self.use { world, server, variables in
      try world.sync(in: "clone", "--push", environment: variables)
      #expect(try world.served.git("log", "-1", "--format=%s").contains(": 1 change"))
      #expect(
        server.world.grants == [
          #"{"repositories":["archive"],"permissions":{"contents":"write"}}"#
        ])
    }
  }

  @Test func `an app that is not installed is wrong configuration, and its key is not told`()
    throws
  {
    try Self.use { world, server, variables in
      server.world.appSlug = nil
      let outcome = try world.sync(
        in: "clone", "--push", expecting: 78, environment: variables)
      #expect(
        outcome.error.contains(
          """
          error: cannot find the installation of the GitHub App for `owner/archive`: \
          the token is not valid (401 `Bad credentials`)
          hint: check MAMIP_GITHUB_APP_ID and MAMIP_GITHUB_APP_PRIVATE_KEY, that the app is \
          installed on `owner/archive`, and that it has the permissions `contents: write`
          """), "\(outcome.error)")
      #expect(!outcome.text.contains("PRIVATE KEY---"))
    }
  }

  @Test func `half of an app's credentials is said to be half`() throws {
    try Self.use { world, _, variables in
      var variables = variables
      variables["MAMIP_GITHUB_APP_PRIVATE_KEY"] = ""
      let outcome = try world.sync(
        in: "clone", "--push", expecting: 78, environment: variables)
      #expect(
        outcome.error.contains(
          "MAMIP_GITHUB_APP_PRIVATE_KEY is not set, but MAMIP_GITHUB_APP_ID is"),
        "\(outcome.error)")
    }
  }
}
