import Foundation
import HTTP
import Model
import Programs
import Support
import Testing

@testable import Git

@Suite struct RemoteCredentialTests {
  @Test func `the token goes to its server, and to the archive only`() throws {
    let credentials = try gitHub("https://github.example")
    #expect(sent(credentials, "https://github.example/o/r") == basic("x-access-token", "t0ken"))
    #expect(sent(credentials, "https://github.example:443/o/r") != nil)
    #expect(sent(credentials, "https://github.example/o/r", for: .source) == nil)
    for other in [
      "https://github.example:8443/o/r", "https://api.github.example/o/r",
      "https://github.example.evil.example/o/r", "http://github.example/o/r",
      "https://xgithub.example/o/r",
    ] {
      #expect(sent(credentials, other) == nil, "\(other)")
    }
  }

  @Test func `the environment says which token, and whose`() throws {
    func sent(_ environment: [String: String], _ url: String) throws -> String? {
      GitTests.sent(RemoteCredentials(environment: environment), url)
    }
    let both = ["GITHUB_TOKEN": "one", "GH_TOKEN": "two"]
    #expect(try sent(both, "https://github.com/o/r") == basic("x-access-token", "one"))
    #expect(try sent(["GH_TOKEN": "two"], "https://github.com/o/r") != nil)
    #expect(try sent(["GITHUB_TOKEN": ""], "https://github.com/o/r") == nil)
    let enterprise = both.merging(["GITHUB_SERVER_URL": "https://ghe.example:8443"]) { $1 }
    #expect(try sent(enterprise, "https://ghe.example:8443/o/r") != nil)
    #expect(try sent(enterprise, "https://github.com/o/r") == nil)
    let wrong = both.merging(["GITHUB_SERVER_URL": "github.com"]) { $1 }
    #expect(try sent(wrong, "https://github.com/o/r") == nil)
  }

  @Test func `the first of address, token and extra header is sent, never two`() throws {
    let credentials = try gitHub("https://github.example")
    let headers = ExtraHeaders([
      ("http.https://github.example/.extraheader", "AUTHORIZATION: basic aGVhZGVy")
    ])
    let url = "https://github.example/o/r"
    #expect(sent(credentials, url, headers) == basic("x-access-token", "t0ken"))
    #expect(
      sent(credentials, "https://me:pw@github.example/o/r", headers) == basic("me", "pw"))
    #expect(sent(credentials, url, headers, for: .source) == "AUTHORIZATION: basic aGVhZGVy")
    #expect(sent(RemoteCredentials(), url, headers) == "AUTHORIZATION: basic aGVhZGVy")
    // A user without password is no credential yet: a helper may know the password.
    #expect(
      sent(RemoteCredentials(), "https://me@github.example/o/r", headers)
        == "AUTHORIZATION: basic aGVhZGVy")
  }

  @Test func `over http only this machine gets a credential`() throws {
    let headers = ExtraHeaders([
      ("http.http://plain.example/.extraheader", "Authorization: basic YQ=="),
      ("http.http://127.0.0.1:8080/.extraheader", "Authorization: basic YQ=="),
    ])
    #expect(sent(try gitHub("http://plain.example"), "http://plain.example/r", headers) == nil)
    #expect(
      sent(try gitHub("http://127.0.0.1:8080"), "http://127.0.0.1:8080/r", headers)
        == basic("x-access-token", "t0ken"))
    #expect(sent(RemoteCredentials(), "http://127.0.0.1:8080/r", headers) != nil)
  }

  @Test func `a password in an http address elsewhere is refused before it is sent`() async throws {
    try await RemoteWorld.use { world in
      let remote = try world.remote(of: world.clone(), "http://me:pw@plain.example/r.git")
      let error = try await #require(throws: RemoteError.self) { try await remote.references() }
      #expect(error.reason == .address)
      #expect(!"\(error)".contains("pw"))
    }
  }

  @Test(arguments: [
    ("https://u:pa@ss@h.example/x", "https://h.example/x"),
    ("https://u:p%zz@h.example/x", "https://h.example/x"),
    ("https://u:secret@h example/", "https://h example/"),
    ("gopher://u:secret@h.example/", "gopher://h.example/"),
    ("ssh://u:secret@h.example/r", "ssh://h.example/r"),
    ("https://u:secret@h.example/r?x=1", "https://h.example/r?x=1"),
  ])
  func `user info is cut from every address that is shown`(text: String, shown: String) {
    do throws(RemoteError) {
      #expect("\(try RemoteLocation(text))" == shown)
    } catch {
      #expect("\(error)".contains("`\(shown)`"))
      #expect(!"\(error)".contains("secret"))
    }
  }

  @Test(arguments: [nil, "wr0ng"] as [String?])
  func `a missing and a wrong token are told apart`(token: String?) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let url = world.server.url("r.git", userInfo: token.map { "x:\($0)" } ?? "")
      let updates = try world.release("one")
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: repository, url).push(updates)
      }
      #expect(error.reason == .denied)
      #expect(
        error.detail
          == (token == nil
            ? "the remote asks for a credential (401)"
            : "the remote refuses the credential from the address (401)"))
      #expect(!"\(error) \(error.hint ?? "")".contains("wr0ng"))
      #expect(try world.server.requests().count == 1)
    }
  }

  @Test func `the token is sent at once`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      let remote = try world.remote(of: repository, world.server.url("r.git")) {
        $0.credentials.token = Secret(RemoteWorld.token)
        $0.credentials.tokenOrigin = RequestURL(world.server.url(""))?.origin
      }
      #expect(try await remote.push(updates).verdict == .accepted)
      let requests = try world.server.requests()
      #expect(requests.count == 2)
      #expect(requests.allSatisfy { $0.headers["authorization"] != nil })
    }
  }

  @Test func `the header that a checkout left in an included file is used`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let value = Data("x-access-token:\(RemoteWorld.token)".utf8).base64EncodedString()
      try world.git.write(
        "credentials.config",
        """
        [http "\(world.server.url(""))"]
          extraheader = AUTHORIZATION: basic b2xk
          extraheader =
          extraheader = AUTHORIZATION: basic \(value)
        """)
      try world.git.git(
        "config", "includeIf.gitdir:\(world.git.at("clone"))/.git.path",
        world.git.at("credentials.config"), in: "clone")
      let remote = try world.remote(of: repository, world.server.url("r.git"))
      #expect(try await remote.references().count == 2)
      #expect(
        try world.server.requests().map { $0.headers["authorization"] }
          == ["basic \(value)", "basic \(value)"])
    }
  }

  @Test func `no credential follows a redirect to another place`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let spy = try GitHTTPServer(root: world.git.at("srv"), token: "another")
      let updates = try world.release("one")
      for request in [RemoteWorld.fetchList, RemoteWorld.pushList] {
        try world.server.plan(
          .init(request, "redirect", .text("http://127.0.0.1:\(spy.port){path}"), times: 0))
        let remote = try world.remote(of: repository)
        let error = try await #require(throws: RemoteError.self) {
          if request == RemoteWorld.pushList {
            _ = try await remote.push(updates)
          } else {
            _ = try await remote.references()
          }
        }
        #expect(error.reason == .denied)
        #expect(error.detail.contains("127.0.0.1:\(spy.port)"))
      }
      #expect(try spy.requests().count == 2)
      #expect(try spy.requests().allSatisfy { $0.headers["authorization"] == nil })
      #expect(try world.server.requests().allSatisfy { $0.headers["authorization"] != nil })
    }
  }

  @Test func `an open repository elsewhere is followed without a credential`() async throws {
    try await RemoteWorld.use { world in
      let spy = try GitHTTPServer(root: world.git.at("srv"))
      try world.server.plan(
        .init(
          RemoteWorld.fetchList, "redirect", .text("http://localhost:\(spy.port){path}"), times: 0))
      let repository = try world.clone()
      let moved = try id(world.moveRemote())
      try await world.remote(of: repository).fetch([moved])
      #expect(repository.contains(moved))
      #expect(try spy.requests().map(\.request).contains(RemoteWorld.fetch))
      #expect(try spy.requests().allSatisfy { $0.headers["authorization"] == nil })
    }
  }

  @Test func `a renamed repository is followed with the credential`() async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      let updates = try world.release("one")
      try world.server.plan(
        .init(
          "GET /old.git/", "redirect",
          .text(world.server.url("r.git/info/refs?service=git-receive-pack")), times: 0))
      let url = world.server.url("old.git", userInfo: "x:\(RemoteWorld.token)")
      #expect(try await world.remote(of: repository, url).push(updates).verdict == .accepted)
      #expect(try world.remoteReferences() == updates.asLines)
    }
  }

  @Test func `a redirect to a sign-in page is no repository`() async throws {
    try await RemoteWorld.use { world in
      try world.server.plan(
        .init(RemoteWorld.fetchList, "redirect", .text("/login")), .init("GET /login", "html"))
      let error = try await #require(throws: RemoteError.self) {
        try await world.remote(of: try world.clone()).references()
      }
      #expect(error.reason == .notUnderstood)
      #expect(error.detail.contains("which is no repository"))
    }
  }
}

/// `git credential`, with helpers that are shell functions in a repository's configuration.
@Suite struct RemoteCredentialHelperTests {
  @Test func `a helper is asked once the remote has refused, and told what became of it`()
    async throws
  {
    try await RemoteWorld.use { world in
      let repository = try world.clone()
      try world.helper(
        "cat > \(world.git.at("asked-$1")); "
          + "test $1 != get || printf 'username=me\\npassword=\(RemoteWorld.token)\\n'")
      let remote = try world.remote(of: repository, world.server.url("r.git")) {
        $0.credentials.environment = world.helperEnvironment
      }
      #expect(try await remote.references().count == 2)
      let place = "protocol=http\nhost=127.0.0.1:\(world.server.port)\n"
      #expect(try world.git.text("asked-get") == place)
      let told = try #require(try world.git.text("asked-store"))
      #expect(told.hasPrefix(place) && told.contains("password=\(RemoteWorld.token)"))
      // The second request of the same remote has it at once.
      #expect(
        try world.server.requests().map { $0.headers["authorization"] != nil }
          == [false, true, true])
    }
  }

  @Test func `a credential that is refused is reported as such`() async throws {
    try await RemoteWorld.use { world in
      try world.helper(
        "cat > \(world.git.at("asked-$1")); "
          + "test $1 != get || printf 'username=me\\npassword=wr0ng\\n'")
      let remote = try world.remote(of: world.clone(), world.server.url("r.git")) {
        $0.credentials.environment = world.helperEnvironment
      }
      let error = try await #require(throws: RemoteError.self) { try await remote.references() }
      #expect(error.detail == "the remote refuses the credential from `git credential` (401)")
      #expect(try world.git.text("asked-erase")?.contains("password=wr0ng") == true)
    }
  }

  @Test(arguments: ["true", "exit 1", "echo nonsense", "printf 'username=me\\n'"])
  func `a helper that knows nothing is no error of its own`(script: String) async throws {
    try await RemoteWorld.use { world in
      try world.helper(script)
      let remote = try world.remote(of: world.clone(), world.server.url("r.git")) {
        $0.credentials.environment = world.helperEnvironment
      }
      let error = try await #require(throws: RemoteError.self) { try await remote.references() }
      #expect(error.detail == "the remote asks for a credential (401)")
    }
  }

  @Test func `a helper that hangs is ended with all it has started`() async throws {
    try await RemoteWorld.use { world in
      // The helper and what it starts wait for a writer that never comes, and hold `alive` open.
      _ = try world.git.run(["mkfifo", world.git.at("never"), world.git.at("alive")])
      let alive = unsafe open(world.git.at("alive"), O_RDONLY | O_NONBLOCK)
      defer { close(alive) }
      // A pipe that nobody has written to never hangs up; on a slow machine nobody else may.
      close(unsafe open(world.git.at("alive"), O_WRONLY))
      let wait = "read x < \(world.git.at("never"))"
      try world.helper("exec 3> \(world.git.at("alive")); (\(wait)) & \(wait)")
      let remote = try world.remote(of: world.clone(), world.server.url("r.git")) {
        $0.credentials.environment = world.helperEnvironment
        $0.credentials.helperLimits.timeMax = .milliseconds(300)
      }
      let error = try await #require(throws: RemoteError.self) { try await remote.references() }
      #expect(error.reason == .denied)
      // The pipe hangs up when the last who holds it open for writing has ended.
      var end = pollfd(fd: alive, events: Int16(POLLIN), revents: 0)
      #expect(unsafe poll(&end, 1, 20_000) == 1)
      #expect(end.revents == Int16(POLLHUP))
    }
  }

  @Test func `no helper is asked for a place to which the remote has only pointed`() async throws {
    try await RemoteWorld.use { world in
      let elsewhere = try GitHTTPServer(root: world.git.at("srv"), token: "another")
      try world.server.plan(
        .init(
          RemoteWorld.fetchList, "redirect", .text("http://127.0.0.1:\(elsewhere.port){path}"),
          times: 0))
      try world.helper("touch \(world.git.at("asked"))")
      let remote = try world.remote(of: world.clone(), world.server.url("r.git")) {
        $0.credentials.environment = world.helperEnvironment
      }
      let error = try await #require(throws: RemoteError.self) { try await remote.references() }
      #expect(error.detail.contains("asks for a credential (401)"))
      #expect(!world.git.exists("asked"))
    }
  }

  @Test func `no helper is asked where there is no git`() async throws {
    try await RemoteWorld.use { world in
      try world.helper("touch \(world.git.at("asked"))")
      let remote = try world.remote(of: world.clone(), world.server.url("r.git")) {
        $0.credentials.environment = ["PATH": world.git.path]
      }
      await #expect(throws: RemoteError.self) { try await remote.references() }
      #expect(!world.git.exists("asked"))
    }
  }

  @Test func `a user alone in the address is a token of its own, at last`() async throws {
    try await RemoteWorld.use(token: "") { world in
      let remote = try world.remote(of: world.clone(), world.server.url("r.git", userInfo: "t0ken"))
      #expect(try await remote.references().count == 2)
    }
  }
}

extension RemoteWorld {
  /// Makes a shell function the helper of the clone; `$1` is what is asked of it.
  func helper(_ script: String) throws {
    try git.write(
      "global.config", "[credential]\n\thelper = \"!f() { \(script.escapedForConfig); }; f\"\n")
  }

  var helperEnvironment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": git.path, "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": git.at("global.config"),
    ]
  }
}

extension String {
  fileprivate var escapedForConfig: String {
    replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}

private func gitHub(_ server: String) throws -> RemoteCredentials {
  var credentials = RemoteCredentials()
  credentials.token = Secret("t0ken")
  credentials.tokenOrigin = try #require(RequestURL(server)).origin
  return credentials
}

/// The header line that goes with a request, if there is one.
private func sent(
  _ credentials: RemoteCredentials, _ url: String, _ headers: ExtraHeaders = ExtraHeaders([]),
  for purpose: RemotePurpose = .archive
) -> String? {
  guard let url = RequestURL(url) else { return nil }
  let headers = credentials.authorization(for: url, purpose: purpose, extraHeaders: headers).headers
  let lines = headers.map { header in
    switch header.value {
    case .plain(let text): "\(header.name): \(text) (not a secret)"
    case .secret(let secret): "\(header.name): \(secret.reveal())"
    }
  }
  return lines.isEmpty ? nil : lines.joined(separator: "\n")
}

private func basic(_ user: String, _ password: String) -> String {
  "Authorization: Basic \(Data("\(user):\(password)".utf8).base64EncodedString())"
}
