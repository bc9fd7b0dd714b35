import Git
import HTTP
import Model
import Support
import Testing

/// A git server on loopback with one repository, `r.git`, and clones of it.
struct RemoteWorld {
  static let token = "s3cret"
  /// Where requests of each kind begin, for the server's faults.
  static let pushList = "GET /r.git/info/refs?service=git-receive-pack"
  static let fetchList = "GET /r.git/info/refs?service=git-upload-pack"
  static let push = "POST /r.git/git-receive-pack"
  static let fetch = "POST /r.git/git-upload-pack"

  let git: GitFixture
  let server: GitHTTPServer

  /// Runs a test with a repository of three commits on `main`.
  static func use(
    token: String? = RemoteWorld.token, _ body: (RemoteWorld) async throws -> Void
  ) async throws {
    try await GitFixture.use { git in
      try git.git("init", "--quiet", "--bare", "--initial-branch=main", "srv/r.git")
      try git.git("fast-import", "--quiet", in: "srv/r.git", input: history)
      let server = try GitHTTPServer(root: git.at("srv"), token: token)
      try await body(RemoteWorld(git: git, server: server))
    }
  }

  private static let history = (1...3).map { number in
    """
    commit refs/heads/main
    committer A Person <person@localhost> 1700000000 +0000
    data <<END
    v\(number)
    END
    M 100644 inline policies/A
    data <<END
    \(number)
    END
    M 100644 inline policies/B
    data <<END
    the same in all
    END


    """
  }.joined()

  /// Clones with git itself, around our server.
  func clone(_ name: String = "clone", depth: Int? = nil) throws -> Repository {
    let options = depth.map { ["--depth", "\($0)"] } ?? []
    _ = try git.run(
      ["git", "clone", "--quiet"] + options + ["file://\(git.at("srv/r.git"))", name])
    return try Repository.open(at: git.at(name))
  }

  /// The address of the repository, with the token as its password.
  var url: String { server.url("r.git", userInfo: "x:\(Self.token)") }

  /// Without credentials of its own, and with retries that take no time.
  static func access() -> RemoteAccess {
    RemoteAccess(
      client: HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test")),
      credentials: RemoteCredentials(),
      retry: RetryPolicy(clock: ManualClock(advancesItself: true)) { 0 })
  }

  /// The remote as a repository sees it.
  func remote(
    of repository: Repository, _ url: String? = nil, for purpose: RemotePurpose = .archive,
    _ adjust: (inout RemoteAccess) -> Void = { _ in }
  ) throws -> Remote {
    var access = Self.access()
    adjust(&access)
    return try Remote(
      RemoteLocation(url ?? self.url), of: repository, for: purpose, access: access)
  }

  /// Makes a commit in a clone, with a release tag on it, and gives the moves that publish it.
  func release(_ name: String, in clone: String = "clone") throws -> [RefUpdate] {
    try git.write("\(clone)/policies/A", "\(name)\n")
    try git.git("commit", "--quiet", "--all", "-m", name, in: clone)
    try git.git("tag", "-a", "-m", name, name, in: clone)
    let ids = try git.git("rev-parse", "HEAD~1", "HEAD", "refs/tags/\(name)", in: clone)
      .split(separator: "\n").map { try id(String($0)) }
    return [
      RefUpdate(name: "refs/heads/main", old: ids[0], new: ids[1]),
      RefUpdate(name: "refs/tags/\(name)", old: nil, new: ids[2]),
    ]
  }

  /// Moves the server's branch behind the back of everybody, with a commit of its own.
  func moveRemote(_ message: String = "elsewhere") throws -> String {
    let tree = try git.git("rev-parse", "main^{tree}", in: "srv/r.git")
    let commit = try git.git(
      "commit-tree", "-p", "main", "-m", message, tree, in: "srv/r.git")
    try git.git("update-ref", "refs/heads/main", commit, in: "srv/r.git")
    return commit
  }

  /// All references of the server, as `name id` lines.
  func remoteReferences() throws -> [String] {
    try git.git("for-each-ref", "--format=%(refname) %(objectname)", in: "srv/r.git")
      .split(separator: "\n").map(String.init)
  }

  /// Installs a hook on the server.
  func hook(_ name: String, _ script: String) throws {
    try ExternalProgram.writeScript(
      "#!/bin/sh\n\(script)\n", to: git.at("srv/r.git/hooks/\(name)"))
  }

  /// Fails where git finds fault with a repository.
  func check(_ repository: String) throws {
    try git.git("fsck", "--full", "--strict", in: repository)
  }

  /// How often requests arrived that begin so.
  func count(_ request: String) throws -> Int {
    try server.requests().count { $0.request.hasPrefix(request) }
  }
}

extension [RefUpdate] {
  /// What the server's references are once all are moved.
  var asLines: [String] { map { "\($0.name) \($0.new)" } }
}
