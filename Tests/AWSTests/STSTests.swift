import Model
import Support
import Testing

@testable import AWS

struct `STS client` {
  let world = World()

  @Test func `a role is assumed with what its profile says`() async throws {
    let server = try LoopbackServer(replies: [.session(of: "AssumeRole", "ASIA1")])
    let profile = try profile(
      """
      role_arn = arn:aws:iam::123456789012:role/app
      role_session_name = me@example
      duration_seconds = 900
      external_id = a b
      """)
    let credentials = try await STS(world.client(of: server)).assumeRole(Role(of: profile))
    #expect(credentials.accessKeyID == "ASIA1")
    #expect(credentials.secretAccessKey == Secret("kpH6uFehhR2o3ox2kNfob1FSH8hG0C5mydNnzp80"))
    #expect(credentials.sessionToken == Secret("FQoGZXIvYXdzEBYaD8U4PeGbMbkQ9I="))
    #expect(credentials.expiration?.rfc3339 == "2026-11-21T00:48:28Z")
    #expect(credentials.source == "the role `arn:aws:iam::123456789012:role/app`")
    let request = try #require(server.requests.first)
    #expect(
      request.text
        == "Action=AssumeRole&Version=2011-06-15&DurationSeconds=900&ExternalId=a%20b"
        + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fapp"
        + "&RoleSessionName=me%40example")
    #expect(request.header("authorization") != nil)
  }

  @Test func `a role assumed by a token is asked for without a signature`() async throws {
    let server = try LoopbackServer(replies: [
      .session(of: "AssumeRoleWithWebIdentity", "ASIA1")
    ])
    let environment = try AWSEnvironment(["AWS_ENDPOINT_URL_STS": server.url])
    let context = CredentialContext(environment: environment, connection: world.connection)
    let role = try Role(arn: "arn:aws:iam::123456789012:role/app", environment: environment)
    _ = try await context.sts(for: .aws, as: nil)
      .assumeRoleWithWebIdentity(role, token: Secret("eyJ.a-b_c"))
    let request = try #require(server.requests.first)
    #expect(
      request.text
        == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
        + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fapp"
        + "&RoleSessionName=mamip-bot&WebIdentityToken=eyJ.a-b_c")
    #expect(request.header("authorization") == nil)
    #expect(request.header("x-amz-date") == nil)
  }

  @Test func `a session without its keys is refused, and nothing of it is shown`() async throws {
    let server = try LoopbackServer(replies: [
      .result(
        of: "AssumeRole",
        "<Credentials><AccessKeyId>ASIA1</AccessKeyId><SessionToken>S3CRET</SessionToken>"
          + "</Credentials>")
    ])
    let role = try Role(of: profile("role_arn = arn:aws:iam::123456789012:role/app"))
    let client = try world.client(of: server)
    let error = await #expect(throws: AWSError.self) { try await STS(client).assumeRole(role) }
    #expect(
      error?.description == "cannot call sts:AssumeRole: the secret access key is empty")
  }

  @Test(arguments: [
    ("role_arn = role/app", "`role/app` is not the ARN of a role"),
    (
      "role_arn = arn:aws:iam::1:role/x\nduration_seconds = 1h",
      "`duration_seconds` is no number: `1h`"
    ),
  ])
  func `a role that cannot be asked for is refused`(settings: String, reason: String) throws {
    let profile = try profile(settings)
    let failure = #expect(throws: CredentialFailure.self) { try Role(of: profile) }
    #expect(failure?.reason == reason)
  }

  @Test(arguments: [
    ("eu-west-1", "aws", "eu-west-1"), ("", "aws", "us-east-1"),
    ("eu-west-1", "aws-cn", "cn-north-1"), ("cn-northwest-1", "aws-cn", "cn-northwest-1"),
    ("", "aws-us-gov", "us-gov-west-1"),
  ])
  func `a role's partition decides where it is assumed`(
    configured: String, partition: String, region: String
  ) throws {
    let context = CredentialContext(
      environment: try AWSEnvironment(["AWS_REGION": configured]), connection: world.connection)
    #expect(try context.stsRegion(for: #require(Partition(name: partition))) == region)
  }

  private func profile(_ settings: String) throws -> SharedProfiles.Profile {
    let folder = try TemporaryFolder()
    let path = try folder.file("config", "[default]\n\(settings)\n")
    return try #require(SharedProfiles(configPath: path, credentialsPath: nil)["default"])
  }
}

extension LoopbackServer.Reply {
  /// A session as STS gives it, with this key.
  static func session(
    of operation: String, _ id: String, expiration: String = "2026-11-21T00:48:28.066122Z"
  ) -> LoopbackServer.Reply {
    .result(
      of: operation,
      """
      <Credentials><AccessKeyId>\(id)</AccessKeyId>
      <SecretAccessKey>kpH6uFehhR2o3ox2kNfob1FSH8hG0C5mydNnzp80</SecretAccessKey>
      <SessionToken>FQoGZXIvYXdzEBYaD8U4PeGbMbkQ9I=</SessionToken>
      <Expiration>\(expiration)</Expiration></Credentials>
      """)
  }
}
