import HTTP
import Model

/// The instance metadata service of EC2, in its second version.
struct InstanceMetadataProvider: CredentialProvider {
  static let endpointDefault = "http://169.254.169.254"
  static let endpointIPv6 = "http://[fd00:ec2::254]"
  /// How long the session with the service may last, in seconds: the most it allows.
  private static let sessionSeconds = "21600"

  let name = "instance metadata"

  func answer(in context: CredentialContext) async throws(CredentialFailure) -> CredentialAnswer {
    let environment = context.environment
    if environment.isTrue("AWS_EC2_METADATA_DISABLED") {
      return .notConfigured("switched off by `AWS_EC2_METADATA_DISABLED`")
    }
    let text = Self.endpoint(environment)
    guard let base = RequestURL(text) else {
      throw CredentialFailure("`AWS_EC2_METADATA_SERVICE_ENDPOINT` is not an http address")
    }
    let service = MetadataService(title: "the instance metadata", connection: context.connection)
    guard let session = try await session(at: base, context.connection) else {
      return .notConfigured("\(base.origin) does not answer as EC2 does")
    }
    let header = HTTPHeader("x-aws-ec2-metadata-token", secret: session.secret)
    let roles = base.appending(path: "latest", "meta-data", "iam", "security-credentials", "")
    guard let role = try await service.line(HTTPRequest(.get, roles, headers: [header])) else {
      return .notConfigured("this EC2 instance has no role")
    }
    let keys = base.appending(path: "latest", "meta-data", "iam", "security-credentials", role)
    let document = try await service.document(HTTPRequest(.get, keys, headers: [header]))
    if let code = document["Code"], code != "Success" {
      throw CredentialFailure("the instance metadata answered `\(Excerpt(code))`")
    }
    return .found(
      try Credentials(
        document: document, tokenMember: "Token", now: context.connection.now(),
        source: "the instance's role `\(Excerpt(role))`"))
  }

  /// Nil where nobody answers, or somebody else: at the same address other clouds have services
  /// of their own, which know no such session.
  private func session(
    at base: RequestURL, _ connection: AWSConnection
  ) async throws(CredentialFailure) -> TokenText? {
    var request = HTTPRequest(.put, base.appending(path: "latest", "api", "token"))
    request.headers = [
      HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", Self.sessionSeconds)
    ]
    let service = MetadataService(title: name, connection: connection, timeout: .seconds(1))
    guard case .success(let response) = await service.probe(request), response.status == 200
    else { return nil }
    return try TokenText(response.body, from: "the instance metadata")
  }

  private static func endpoint(_ environment: AWSEnvironment) -> String {
    let mode =
      environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]
      ?? environment.profileSetting("ec2_metadata_service_endpoint_mode")
    return environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"]
      ?? environment.profileSetting("ec2_metadata_service_endpoint")
      ?? (mode?.lowercased() == "ipv6" ? endpointIPv6 : endpointDefault)
  }
}
