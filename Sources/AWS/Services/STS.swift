import Model

extension Service {
  /// The Security Token Service; regional.
  package static let sts = Service(name: "sts", variable: "STS")
}

/// The calls to STS: who am I, and who may I become.
package struct STS: Sendable {
  private static let version = "2011-06-15"

  private let client: AWSClient
  /// Overrides the configured region.
  private let region: String?

  package init(_ client: AWSClient) {
    self.client = client
    region = nil
  }

  init(_ client: AWSClient, region: String) {
    self.client = client
    self.region = region
  }

  /// The account and the identity of the credentials; needs no permission.
  package func getCallerIdentity() async throws(AWSError) -> CallerIdentity {
    try await read("GetCallerIdentity", [:]) { result throws(UnreadableAnswer) in
      try CallerIdentity(result)
    }
  }

  /// Assumes a role as the client's identity.
  func assumeRole(_ role: Role) async throws(AWSError) -> Credentials {
    try await session("AssumeRole", role, [:])
  }

  /// Assumes a role by another identity provider's token; the request is not signed.
  func assumeRoleWithWebIdentity(
    _ role: Role, token: Secret
  ) async throws(AWSError) -> Credentials {
    try await session("AssumeRoleWithWebIdentity", role, ["WebIdentityToken": token.reveal()])
  }

  private func session(
    _ operation: String, _ role: Role, _ more: [String: String]
  ) async throws(AWSError) -> Credentials {
    var parameters = more
    parameters["RoleArn"] = role.arn.text
    parameters["RoleSessionName"] = role.sessionName
    parameters["DurationSeconds"] = role.durationSeconds.map { String($0) }
    parameters["ExternalId"] = role.externalID
    let source = role.title
    return try await read(operation, parameters) { result throws(UnreadableAnswer) in
      try Credentials(result.required("Credentials"), source: source)
    }
  }

  private func read<Answer: Sendable>(
    _ operation: String, _ parameters: [String: String],
    _ body: @escaping @Sendable (XMLElement) throws(UnreadableAnswer) -> Answer
  ) async throws(AWSError) -> Answer {
    try await client.perform(
      Operation.query(.sts, operation, version: Self.version, parameters).map(body),
      region: region)
  }
}

/// Whose credentials they are.
package struct CallerIdentity: Sendable, Equatable {
  /// Twelve digits.
  package let account: String
  package let arn: String
  package let userID: String

  init(_ element: XMLElement) throws(UnreadableAnswer) {
    account = try element.requiredText("Account")
    arn = try element.requiredText("Arn")
    userID = try element.requiredText("UserId")
  }
}

extension Credentials {
  fileprivate init(_ element: XMLElement, source: String) throws(UnreadableAnswer) {
    do throws(CredentialFailure) {
      try self.init(
        accessKeyID: element.text(of: "AccessKeyId") ?? "",
        secretAccessKey: element.text(of: "SecretAccessKey") ?? "",
        sessionToken: element.text(of: "SessionToken"),
        expiration: element.text(of: "Expiration").flatMap(Timestamp.init(rfc3339:)),
        source: source)
    } catch {
      throw UnreadableAnswer(error.reason)
    }
  }
}
