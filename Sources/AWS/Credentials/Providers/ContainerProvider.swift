import HTTP

/// The credentials endpoint of ECS tasks and EKS pods.
struct ContainerProvider: CredentialProvider {
  /// Where ECS answers a relative address, inside the machine.
  private static let taskHost = "169.254.170.2"

  let name = "container"

  func answer(in context: CredentialContext) async throws(CredentialFailure) -> CredentialAnswer {
    let environment = context.environment
    let relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"]
    let full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"]
    guard let text = relative.map({ "http://\(Self.taskHost)\($0)" }) ?? full else {
      return .notConfigured("`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is not set")
    }
    if let relative, !relative.hasPrefix("/") {
      throw CredentialFailure(
        "`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` does not begin with `/`")
    }
    guard let url = RequestURL(text), url.origin.keepsSecrets else {
      throw CredentialFailure(
        "`AWS_CONTAINER_CREDENTIALS_FULL_URI` is neither https nor http to this machine")
    }
    var request = HTTPRequest(.get, url, headers: [HTTPHeader("Accept", "application/json")])
    if let token = try token(environment) {
      request.headers.append(HTTPHeader("Authorization", secret: token.secret))
    }
    let document = try await MetadataService(
      title: "the container's endpoint", connection: context.connection
    )
    .document(request)
    return .found(
      try Credentials(
        document: document, tokenMember: "Token", now: context.connection.now(),
        source: "the container's role"))
  }

  /// The file goes first, because it is renewed and the variable is not.
  private func token(_ environment: AWSEnvironment) throws(CredentialFailure) -> TokenText? {
    if let path = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
      return try TokenText(file: environment.expand(path))
    }
    guard let token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] else { return nil }
    return try TokenText(token.utf8, from: "`AWS_CONTAINER_AUTHORIZATION_TOKEN`")
  }
}
