import Support
import Testing

/// An archive on a git server behind a token, and clones of it.
///
/// IAM publishes `Alpha` and `Beta`, which the archive has at v1.
struct PushWorld {
  static let token = "archive-token-1"

  let iam: IAMWorld
  let server: GitHTTPServer

  var fixture: GitFixture { iam.fixture }

  static func use(_ body: (PushWorld) throws -> Void) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { iam in
      let fixture = iam.fixture
      try fixture.git("clone", "--quiet", "--bare", "archive", "served/archive.git")
      try fixture.git("config", "http.receivepack", "true", in: "served/archive.git")
      let server = try GitHTTPServer(root: fixture.at("served"), token: token)
      try body(PushWorld(iam: iam, server: server))
    }
  }

  /// Clones the archive into a folder, whole or as the checkout action does it.
  func clone(_ folder: String, depth: Int? = nil) throws {
    let depth = depth.map { ["--depth=\($0)"] } ?? []
    try fixture.git(["clone", "--quiet"] + depth + [loginURL, folder])
    try fixture.git("remote", "set-url", "origin", server.url("archive.git"), in: folder)
  }

  /// The archive's address, with the token.
  var loginURL: String { server.url("archive.git", userInfo: "x-access-token:\(Self.token)") }

  /// The variables that give the token to this server, and to no other.
  var environment: [String: String] {
    ["GITHUB_TOKEN": Self.token, "GITHUB_SERVER_URL": "http://127.0.0.1:\(server.port)"]
  }

  /// One run in a clone, which must end with a status and never tells the token.
  @discardableResult
  func sync(
    in clone: String, _ options: String..., expecting status: Int32 = 0,
    environment: [String: String] = [:], location: SourceLocation = #_sourceLocation
  ) throws -> Bot.Outcome {
    let outcome = try iam.bot.run(
      ["sync", "--source", "iam"] + options, in: clone,
      environment: self.environment.merging(environment) { $1 })
    #expect(outcome.status == status, "\(outcome.text)", sourceLocation: location)
    #expect(!outcome.text.contains(Self.token), sourceLocation: location)
    return outcome
  }

  /// Publishes a new version of a policy.
  func publish(_ policy: String, _ action: String) {
    iam.change { $0.publish(policy, PolicyFixture.text(action)) }
  }

  /// What the server has.
  var served: Judged { Judged(fixture: fixture, folder: "served/archive.git") }

  /// Expects that the server and a clone have the same branch and the same tags.
  func expectSame(_ clone: String, location: SourceLocation = #_sourceLocation) throws {
    let here = Judged(fixture: fixture, folder: clone)
    let format = "--format=%(objectname) %(refname)"
    let patterns = ["refs/heads", "refs/tags/2*"]
    let mine = try fixture.git(["for-each-ref", format] + patterns, in: clone)
    let theirs = try fixture.git(["for-each-ref", format] + patterns, in: "served/archive.git")
    let theirNames = Set(theirs.split(separator: "\n"))
    let myNames = Set(mine.split(separator: "\n"))
    // A depth-1 clone does not have the older tags.
    #expect(myNames.isSubset(of: theirNames), "\(mine)\n\(theirs)", sourceLocation: location)
    #expect(
      try here.git("rev-parse", "HEAD") == served.git("rev-parse", "main"),
      sourceLocation: location)
    try here.expectSound(location: location)
    try served.git("fsck", "--full", "--strict")
  }
}
