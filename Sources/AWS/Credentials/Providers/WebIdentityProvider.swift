/// A role assumed by the token in `AWS_WEB_IDENTITY_TOKEN_FILE`, as in Kubernetes.
struct WebIdentityProvider: CredentialProvider {
  let name = "web identity"

  func answer(in context: CredentialContext) async throws(CredentialFailure) -> CredentialAnswer {
    guard let path = context.environment["AWS_WEB_IDENTITY_TOKEN_FILE"] else {
      return .notConfigured("`AWS_WEB_IDENTITY_TOKEN_FILE` is not set")
    }
    guard let arn = context.environment["AWS_ROLE_ARN"] else {
      throw CredentialFailure("`AWS_WEB_IDENTITY_TOKEN_FILE` is set, but `AWS_ROLE_ARN` is not")
    }
    let role = try Role(arn: arn, environment: context.environment)
    let token = try TokenText(file: context.environment.expand(path))
    return .found(try await role.assumed(byToken: token, context: context))
  }
}
