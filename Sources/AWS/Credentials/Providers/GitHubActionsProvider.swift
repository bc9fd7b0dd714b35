import HTTP
import Model

/// A role assumed by the identity that GitHub gives a job with `permissions: id-token: write`.
struct GitHubActionsProvider: CredentialProvider {
  let name = "GitHub Actions"

  func answer(in context: CredentialContext) async throws(CredentialFailure) -> CredentialAnswer {
    let environment = context.environment
    guard let arn = environment["AWS_ROLE_ARN"] else {
      return .notConfigured("`AWS_ROLE_ARN` is not set")
    }
    guard let address = environment["ACTIONS_ID_TOKEN_REQUEST_URL"],
      let token = environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
    else {
      let isJob = environment.isTrue("GITHUB_ACTIONS")
      return .notConfigured(
        isJob
          ? "the job has no `permissions: id-token: write`"
          : "`ACTIONS_ID_TOKEN_REQUEST_URL` is not set")
    }
    let role = try Role(arn: arn, environment: environment)
    let identity = try await identity(
      at: address, bearer: TokenText(token.utf8, from: "`ACTIONS_ID_TOKEN_REQUEST_TOKEN`"),
      audience: Self.audience(for: role.arn.partition), context: context)
    return .found(try await role.assumed(byToken: identity, context: context))
  }

  /// What the identity provider in the account is told to accept.
  static func audience(for partition: Partition) -> String {
    partition.name == "aws-cn" ? "sts.amazonaws.com.cn" : "sts.amazonaws.com"
  }

  private func identity(
    at address: String, bearer: TokenText, audience: String, context: CredentialContext
  ) async throws(CredentialFailure) -> TokenText {
    guard let url = RequestURL(address), url.origin.keepsSecrets else {
      throw CredentialFailure("`ACTIONS_ID_TOKEN_REQUEST_URL` is not an https address")
    }
    var request = HTTPRequest(.get, url.adding(query: [("audience", audience)]))
    request.headers = [
      HTTPHeader("Accept", "application/json"),
      HTTPHeader("Authorization", secret: Secret("bearer " + bearer.secret.reveal())),
    ]
    let service = MetadataService(
      title: "GitHub's token service", connection: context.connection, timeout: .seconds(20))
    let answer = try await service.document(request)
    guard let value = answer["value"] else {
      throw CredentialFailure("GitHub's token service answered without a token")
    }
    return try TokenText(value.utf8, from: "GitHub's token service")
  }
}
