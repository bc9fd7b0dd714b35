import Model
import Support
import Testing

@testable import AWS

struct `GitHub Actions provider` {
  let world = World()

  @Test(arguments: [("aws", "sts.amazonaws.com"), ("aws-cn", "sts.amazonaws.com.cn")])
  func `a job's identity becomes a role`(partition: String, audience: String) async throws {
    let github = try LoopbackServer(replies: [.init(200, #"{"count": 1, "value": "eyJ.job"}"#)])
    let sts = try LoopbackServer(replies: [.session(of: "AssumeRoleWithWebIdentity", "ASIAJOB")])
    let credentials = try await world.chain([
      "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "T0KEN",
      "ACTIONS_ID_TOKEN_REQUEST_URL": "\(github.url)/token?api-version=2.0",
      "AWS_ENDPOINT_URL_STS": sts.url,
      "AWS_ROLE_ARN": "arn:\(partition):iam::123456789012:role/app",
      "AWS_ROLE_SESSION_NAME": "run-7",
    ]).credentials()
    #expect(credentials.accessKeyID == "ASIAJOB")
    let request = try #require(github.requests.first)
    #expect(request.method == "GET")
    #expect(request.target == "/token?api-version=2.0&audience=\(audience)")
    #expect(request.header("authorization") == "bearer T0KEN")
    #expect(
      sts.requests.first?.text.hasSuffix("&RoleSessionName=run-7&WebIdentityToken=eyJ.job") == true)
    #expect(sts.requests.first?.header("authorization") == nil)
  }

  @Test func `a job without the permission says which`() async throws {
    let error = try await failure(world, ["GITHUB_ACTIONS": "true"])
    #expect(
      error.attempts.first { $0.provider == "GitHub Actions" }?.reason
        == "the job has no `permissions: id-token: write`")
  }

  @Test(arguments: [
    (LoopbackServer.Reply(403, "no"), "GitHub's token service answered with status 403"),
    (.init(200, "{}"), "GitHub's token service answered without a token"),
    (.init(200, #"{"value": "S3CRET"#), "GitHub's token service gave no JSON"),
    (.html(200, "x"), "GitHub's token service gave no JSON"),
  ])
  func `an identity that cannot be had ends the search`(
    reply: LoopbackServer.Reply, reason: String
  ) async throws {
    let github = try LoopbackServer(replies: [reply])
    let error = try await failure(world, ["ACTIONS_ID_TOKEN_REQUEST_URL": github.url])
    let shown = try #require(error.attempts.last?.reason)
    #expect(shown.hasPrefix(reason))
    #expect(!shown.contains("S3CRET"))
  }

  @Test(arguments: ["http://github.invalid/", "ftp://x", "x"])
  func `the job's token goes nowhere but over https`(address: String) async throws {
    let error = try await failure(world, ["ACTIONS_ID_TOKEN_REQUEST_URL": address])
    #expect(
      error.attempts.last?.reason == "`ACTIONS_ID_TOKEN_REQUEST_URL` is not an https address")
  }

  @Test func `a redirect of the token service is not followed`() async throws {
    let other = try LoopbackServer(replies: [.init(200, #"{"value": "eyJ.job"}"#)])
    let github = try LoopbackServer(replies: [.init(302, headers: [("Location", other.url)])])
    _ = try await failure(world, ["ACTIONS_ID_TOKEN_REQUEST_URL": github.url])
    #expect(other.requests.isEmpty)
  }
}

struct `Container provider` {
  let world = World()

  @Test func `the endpoint is asked with its token, the file's before the variable's`() async throws
  {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(replies: [.keys("ASIA1")])
    var variables = [
      "AWS_CONTAINER_AUTHORIZATION_TOKEN": "old",
      "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.url)/v1/keys?x=1",
    ]
    let credentials = try await world.chain(variables).credentials()
    #expect(credentials.accessKeyID == "ASIA1")
    #expect(credentials.secretAccessKey == Secret("S3CRET"))
    #expect(credentials.sessionToken == Secret("T0KEN"))
    #expect(credentials.source == "the container's role")
    variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = try folder.file("token", "new\n")
    _ = try await world.chain(variables).credentials()
    #expect(server.requests.map(\.target) == ["/v1/keys?x=1", "/v1/keys?x=1"])
    #expect(server.requests.map { $0.header("authorization") } == ["old", "new"])
  }

  @Test(arguments: [
    (
      "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com/keys",
      "`AWS_CONTAINER_CREDENTIALS_FULL_URI` is neither https nor http to this machine"
    ),
    (
      "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@example.com/keys",
      "`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` does not begin with `/`"
    ),
  ])
  func `an address outside the machine is refused`(
    variable: String, value: String, reason: String
  ) async throws {
    let error = try await failure(world, [variable: value])
    #expect(error.attempts.last?.reason == reason)
  }

  @Test func `an endpoint in trouble is tried again, then ends the search`() async throws {
    let server = try LoopbackServer(replies: [.init(500, "S3CRET")])
    let error = try await failure(world, ["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url])
    #expect(
      error.description
        == "cannot get AWS credentials: container: "
        + "the container's endpoint answered with status 500"
    )
    #expect(server.requests.count == 3)
  }

  @Test func `a token with a line break is not sent`() async throws {
    let error = try await failure(
      world,
      [
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nb: c",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
      ])
    #expect(
      error.attempts.last?.reason
        == "the token of `AWS_CONTAINER_AUTHORIZATION_TOKEN` holds a line break or a foreign "
        + "character")
  }
}

struct `Instance metadata provider` {
  let world = World()

  @Test func `the role's keys are asked for in a session`() async throws {
    let server = try LoopbackServer { request in
      switch (request.method, request.target) {
      case ("PUT", "/latest/api/token"): .init(200, "SESSION")
      case ("GET", "/latest/meta-data/iam/security-credentials/"): .init(200, "my-role\n")
      case ("GET", "/latest/meta-data/iam/security-credentials/my-role"): .keys("ASIA1")
      default: .init(404)
      }
    }
    let credentials = try await world.chain(variables(server)).credentials()
    #expect(credentials.accessKeyID == "ASIA1")
    #expect(credentials.source == "the instance's role `my-role`")
    let requests = server.requests
    #expect(requests.first?.header("x-aws-ec2-metadata-token-ttl-seconds") == "21600")
    #expect(
      requests.map { $0.header("x-aws-ec2-metadata-token") } == [nil, "SESSION", "SESSION"])
  }

  @Test(arguments: [400, 403, 404, 405, 500])
  func `another cloud's service at that address is not EC2's`(status: Int) async throws {
    let server = try LoopbackServer(replies: [.init(status)])
    let error = try await failure(world, variables(server))
    #expect(!error.isFailure)
    #expect(error.attempts.last?.reason == "\(server.url) does not answer as EC2 does")
    #expect(server.requests.count == 1)
  }

  @Test func `an instance without a role lets the search go on`() async throws {
    let server = try LoopbackServer { $0.method == "PUT" ? .init(200, "SESSION") : .init(404) }
    let error = try await failure(world, variables(server))
    #expect(!error.isFailure)
    #expect(error.attempts.last?.reason == "this EC2 instance has no role")
  }

  @Test func `a role whose keys are not ready ends the search`() async throws {
    let server = try LoopbackServer { request in
      if request.method == "PUT" { return .init(200, "SESSION") }
      return request.target.hasSuffix("/")
        ? .init(200, "my-role") : .init(200, #"{"Code": "AssumeRoleUnauthorizedAccess"}"#)
    }
    let error = try await failure(world, variables(server))
    #expect(
      error.attempts.last?.reason
        == "the instance metadata answered `AssumeRoleUnauthorizedAccess`")
  }

  @Test func `it is not asked where it is switched off`() async throws {
    let server = try LoopbackServer(replies: [.init(200, "SESSION")])
    let off = ["AWS_EC2_METADATA_DISABLED": "TRUE"]
    _ = try await failure(world, variables(server).merging(off) { $1 })
    #expect(server.requests.isEmpty)
  }

  private func variables(_ server: LoopbackServer) -> [String: String] {
    ["AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url]
  }
}

/// The error of a chain over the variables, without an instance to ask.
private func failure(
  _ world: World, _ variables: [String: String]
) async throws -> CredentialError {
  let common = [
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "T0KEN", "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/app",
  ]
  let chain = try world.chain(common.merging(variables) { $1 })
  return try #require(
    await #expect(throws: CredentialError.self) { try await chain.credentials() })
}
