import Model
import Support
import Testing

@testable import AWS

struct `Secrets Manager client` {
  static let arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mamip/bsky-IYqONN"

  let world = World()

  @Test func `a secret is asked for in the region of its ARN`() async throws {
    let server = try LoopbackServer(replies: [secret(#"h\u00e9"#)])
    let reference = try #require(try SecretReference(Self.arn))
    let manager = try SecretsManager(world.client(of: server, ["AWS_REGION": "us-east-1"]))
    #expect(try await manager.secret(reference) == Secret("hé"))
    let request = try #require(server.requests.first)
    #expect(request.text == #"{"SecretId":"\#(Self.arn)"}"#)
    #expect(request.header("content-type") == "application/x-amz-json-1.1")
    #expect(request.header("x-amz-target") == "secretsmanager.GetSecretValue")
    let authorization = try #require(request.header("authorization"))
    #expect(authorization.contains("/eu-west-1/secretsmanager/aws4_request"))
    #expect(
      authorization.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-target"))
  }

  @Test func `a member of a secret is its text`() async throws {
    let server = try LoopbackServer(replies: [secret(#"{\"user\": \"u\", \"pass word\": \"p\"}"#)])
    let reference = try #require(try SecretReference("\(Self.arn)#pass word"))
    #expect(try await SecretsManager(world.client(of: server)).secret(reference) == Secret("p"))
  }

  @Test(arguments: [
    #"{\"user\": \"u\"}"#, #"{\"password\": 1}"#, #"{\"password\": \"\"}"#, "S3CRET", "[]",
  ])
  func `a member that is not there is an error without the secret`(text: String) async throws {
    let server = try LoopbackServer(replies: [secret(text)])
    let reference = try #require(try SecretReference("\(Self.arn)#password"))
    let manager = try SecretsManager(world.client(of: server))
    let error = await #expect(throws: AWSError.self) { try await manager.secret(reference) }
    #expect(error?.description == "the secret has no member `password` with a text in it")
  }

  @Test func `a secret of bytes is refused`() async throws {
    let server = try LoopbackServer(replies: [
      .init(200, #"{"ARN": "a", "SecretBinary": "czNjcmV0"}"#)
    ])
    let manager = try SecretsManager(world.client(of: server))
    let error = await #expect(throws: AWSError.self) {
      try await manager.getSecretValue("mamip/bsky")
    }
    #expect(
      error?.description
        == "cannot call secretsmanager:GetSecretValue: the secret holds no text")
  }

  @Test func `half an answer is refused without a part of it`() async throws {
    let server = try LoopbackServer(replies: [.init(200, #"{"SecretString": "S3CRET"#)])
    let manager = try SecretsManager(world.client(of: server))
    let error = await #expect(throws: AWSError.self) {
      try await manager.getSecretValue("mamip/bsky")
    }
    #expect(error?.description.contains("S3CRET") == false)
    #expect(server.requests.count == 3)
  }

  @Test func `a secret that AWS does not have is an error with its name for it`() async throws {
    let server = try LoopbackServer(replies: [
      .init(
        400, headers: [("x-amzn-requestid", "ICZvI4W9")],
        #"{"__type": "ResourceNotFoundException", "message": "Secrets Manager can't find it."}"#)
    ])
    let manager = try SecretsManager(world.client(of: server))
    let error = await #expect(throws: AWSError.self) {
      try await manager.getSecretValue("mamip/bsky")
    }
    #expect(error?.isNoSuchEntity == true)
    #expect(
      error?.description
        == "cannot call secretsmanager:GetSecretValue: ResourceNotFoundException: "
        + "Secrets Manager can't find it. (request ICZvI4W9)")
  }

  @Test func `what is no ARN is the secret itself`() throws {
    #expect(try SecretReference("xoxb-arn:aws:1234") == nil)
  }

  @Test(arguments: [
    "arn:aws:iam::aws:policy/x", "\(arn)#", "arn:aws:secretsmanager::123456789012:secret:x",
    "arn:aws:secretsmanager:eu-west-1",
  ])
  func `an ARN that names no secret is refused`(text: String) {
    let error = #expect(throws: AWSError.self) { try SecretReference(text) }
    #expect(error?.description == "`\(text)` is not the ARN of a secret")
  }

  private func secret(_ text: String) -> LoopbackServer.Reply {
    .init(
      200, headers: [("Content-Type", "application/x-amz-json-1.1")],
      #"{"ARN": "\#(Self.arn)", "Name": "mamip/bsky", "SecretString": "\#(text)"}"#)
  }
}
