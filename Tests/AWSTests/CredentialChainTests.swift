import Model
import Support
import Testing

@testable import AWS

struct `Credential chain` {
  let world = World()

  @Test func `keys in the environment are taken, with their token`() async throws {
    let credentials = try await credentials([
      "AWS_ACCESS_KEY_ID": "AKIA1", "AWS_PROFILE": "nothing", "AWS_SECRET_ACCESS_KEY": "s/+=",
      "AWS_SESSION_TOKEN": "t",
    ])
    #expect(credentials.accessKeyID == "AKIA1")
    #expect(credentials.secretAccessKey == Secret("s/+="))
    #expect(credentials.sessionToken == Secret("t"))
    #expect(credentials.expiration == nil)
    #expect(credentials.source == "the environment")
  }

  @Test(arguments: [
    (
      ["AWS_ACCESS_KEY_ID": "a"],
      "`AWS_ACCESS_KEY_ID` is set, but `AWS_SECRET_ACCESS_KEY` is not"
    ),
    (
      ["AWS_SECRET_ACCESS_KEY": "a"],
      "`AWS_SECRET_ACCESS_KEY` is set, but `AWS_ACCESS_KEY_ID` is not"
    ),
    (
      ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b\n"],
      "the secret access key holds white space or another character no key has"
    ),
    (
      ["AWS_ACCESS_KEY_ID": "\"a b\"", "AWS_SECRET_ACCESS_KEY": "b"],
      "the access key id holds white space or another character no key has"
    ),
  ])
  func `keys that cannot be used end the search`(
    variables: [String: String], reason: String
  ) async throws {
    let error = try await failure(variables)
    #expect(error.description == "cannot get AWS credentials: environment: \(reason)")
    #expect(error.isFailure)
  }

  @Test func `where nothing is configured the error says what was tried`() async throws {
    let error = try await failure(["AWS_EC2_METADATA_DISABLED": "true", "HOME": "/nowhere"])
    #expect(!error.isFailure)
    #expect(
      error.description == """
        there are no AWS credentials: environment: `AWS_ACCESS_KEY_ID` is not set; \
        chosen profile: `AWS_PROFILE` is not set; \
        web identity: `AWS_WEB_IDENTITY_TOKEN_FILE` is not set; \
        GitHub Actions: `AWS_ROLE_ARN` is not set; \
        default profile: there is none in `/nowhere/.aws/config`, `/nowhere/.aws/credentials`; \
        container: `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is not set; \
        instance metadata: switched off by `AWS_EC2_METADATA_DISABLED`
        """)
    #expect(
      error.hint
        == "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or `AWS_PROFILE`; in GitHub "
        + "Actions set `AWS_ROLE_ARN` and give the job `permissions: id-token: write`")
  }

  @Test func `a profile asked for switches the key variables off`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "credentials",
      """
      [work]
      aws_access_key_id = WORK
      aws_secret_access_key = s
      """)
    let chain = try world.chain(
      [
        "AWS_ACCESS_KEY_ID": "AKIA1", "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_SHARED_CREDENTIALS_FILE": path,
      ], profile: "work")
    #expect(try await chain.credentials().accessKeyID == "WORK")
  }

  @Test func `the default profile goes after a web identity, a chosen one before it`() async throws
  {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(replies: [
      .session(of: "AssumeRoleWithWebIdentity", "ASIAWEB")
    ])
    var variables = [
      "AWS_ENDPOINT_URL_STS": server.url,
      "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/app",
      "AWS_SHARED_CREDENTIALS_FILE": try folder.file(
        "credentials", "[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n"),
      "AWS_WEB_IDENTITY_TOKEN_FILE": try folder.file("token", "eyJ.x\n"),
    ]
    #expect(try await credentials(variables).accessKeyID == "ASIAWEB")
    #expect(server.requests.first?.text.hasSuffix("&WebIdentityToken=eyJ.x") == true)
    variables["AWS_PROFILE"] = "default"
    #expect(try await credentials(variables).accessKeyID == "FILE")
  }

  @Test(arguments: [
    ("", "the token of `FILE` is empty"),
    ("a\nb", "the token of `FILE` holds a line break or a foreign character"),
  ])
  func `a token file without a token is refused`(text: String, reason: String) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("token", text)
    let error = try await failure([
      "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/app", "AWS_WEB_IDENTITY_TOKEN_FILE": path,
    ])
    #expect(
      error.description
        == "cannot get AWS credentials: web identity: "
        + reason.replacing("FILE", with: path))
  }

  @Test func `a missing token file, and a token without a role, are refused`() async throws {
    let missing = try await failure([
      "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/app",
      "AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere/token",
    ])
    #expect(missing.attempts.last?.reason == "there is no token file `/nowhere/token`")
    let roleless = try await failure(["AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere/token"])
    #expect(
      roleless.attempts.last?.reason
        == "`AWS_WEB_IDENTITY_TOKEN_FILE` is set, but `AWS_ROLE_ARN` is not")
  }

  @Test func `a role that STS refuses ends the search with its advice`() async throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(replies: [
      .refusal(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
    ])
    let error = try await failure([
      "AWS_ENDPOINT_URL_STS": server.url,
      "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/app",
      "AWS_WEB_IDENTITY_TOKEN_FILE": try folder.file("token", "eyJ.x"),
    ])
    #expect(
      error.description
        == "cannot get AWS credentials: web identity: cannot assume the role "
        + "`arn:aws:iam::123456789012:role/app`: cannot call sts:AssumeRoleWithWebIdentity: "
        + "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity "
        + "(request 66748cb8)")
    #expect(
      error.hint
        == "the role's trust policy must accept this identity provider, audience and subject")
  }

  @Test func `a token is not sent over http to another machine`() async throws {
    let folder = try TemporaryFolder()
    let error = try await failure([
      "AWS_ENDPOINT_URL_STS": "http://sts.invalid",
      "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/app",
      "AWS_WEB_IDENTITY_TOKEN_FILE": try folder.file("token", "eyJ.x"),
    ])
    #expect(error.description.hasSuffix("http://sts.invalid: a secret would be sent over http"))
  }

  private func credentials(_ variables: [String: String]) async throws -> Credentials {
    try await world.chain(variables).credentials()
  }

  private func failure(_ variables: [String: String]) async throws -> CredentialError {
    let chain = try world.chain(variables)
    return try #require(
      await #expect(throws: CredentialError.self) { try await chain.credentials() })
  }
}
