import Model
import PolicyLanguage
import Support
import Testing

@testable import GitHub

@Suite(.timeLimit(.minutes(10))) struct GitHubAppTests {
  private static let key = Result { try newKey() }

  private static func newKey() throws -> String {
    let made = try ExternalProgram("openssl").run("genrsa", "2048")
    try #require(made.status == 0)
    return made.text
  }

  private func app(key: String? = nil) throws -> GitHubApp {
    GitHubApp(id: "Iv23liABC", privateKey: Secret(try key ?? Self.key.get()))
  }

  /// What PyJWT reads out of an assertion that it finds to be signed with the key.
  private func judged(_ assertion: Secret) throws -> JSONNode {
    let script = """
      import json, jwt, sys
      from cryptography.hazmat.primitives.serialization import load_pem_private_key
      key, token = sys.stdin.read().split("|")
      public = load_pem_private_key(key.encode(), None).public_key()
      claims = jwt.decode(token, public, algorithms=["RS256"], options={
          "require": ["iat", "exp", "iss"], "verify_exp": False, "verify_iat": False})
      print(json.dumps({"header": jwt.get_unverified_header(token), "claims": claims}))
      """
    let input = Array("\(try Self.key.get())|\(assertion.reveal())".utf8)
    let output = try ExternalProgram.python.run("-c", script, input: input)
    try #require(output.status == 0, "PyJWT says: \(output.error)")
    return try JSONDocument(parsing: output.bytes).root
  }

  @Test func `PyJWT takes the assertion, which is valid for nine minutes`() throws {
    let verdict = try judged(try app().assertion(at: World.noon))
    #expect(verdict["header"]?["alg"]?.string == "RS256")
    #expect(verdict["header"]?["typ"]?.string == "JWT")
    #expect(verdict["claims"]?["iss"]?.string == "Iv23liABC")
    #expect(verdict["claims"]?["iat"]?.numberText == "1795262340")
    #expect(verdict["claims"]?["exp"]?.numberText == "1795262940")
  }

  @Test func `a key on one line, with its line breaks spelled out, is the same key`() throws {
    let line = try Self.key.get().replacing("\n", with: "\\n")
    let assertion = try app(key: line).assertion(at: World.noon)
    #expect(try assertion == app().assertion(at: World.noon))
  }

  @Test func `a token is for one repository, with the permissions that are asked for`() async throws
  {
    var github = FakeGitHub("octo/policies")
    github.appSlug = "policy-archivist"
    let server = try FakeGitHubServer(github)
    let world = try World { _ in .close }
    let installation = try await app().installation(
      on: try world.connection(to: server.url), of: "octo/policies",
      permissions: ["issues": "write", "contents": "write"])
    #expect(installation.token == Secret("ghs_installation"))
    #expect(installation.login == "policy-archivist[bot]")
    #expect(
      server.world.grants == [
        #"{"repositories":["policies"],"permissions":{"contents":"write","issues":"write"}}"#
      ])
    #expect(
      server.takeCalls().map(\.description) == [
        "GET installation", "POST /app/installations/42/access_tokens",
      ])
    let assertions = server.requests.compactMap { $0.header("authorization")?.dropFirst(7) }
    for assertion in assertions { _ = try judged(Secret(String(assertion))) }
    #expect(assertions.count == 2)
  }

  @Test func `what is wrong with the key is said, and never the key`() async throws {
    let world = try World { _ in .close }
    let connection = try world.connection(to: world.server.url)
    for key in ["not a key", "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----"]
    {
      let error = await #expect(throws: GitHubError.self) {
        try await app(key: key).installation(on: connection, of: "o/r", permissions: [:])
      }
      #expect(
        error.map { "\($0)" }
          == "cannot sign as the GitHub App: the private key is not an unencrypted key in PEM")
    }
    #expect(world.server.requests.isEmpty)
  }

  @Test(arguments: [401, 404, 422])
  func `an app that GitHub refuses is an error`(status: Int) async throws {
    let world = try World { _ in .error(status, "no") }
    let connection = try world.connection(to: world.server.url)
    await #expect(throws: GitHubError.self) {
      try await app().installation(on: connection, of: "o/r", permissions: [:])
    }
  }
}
