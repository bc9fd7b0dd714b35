/// Keys in `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
struct EnvironmentProvider: CredentialProvider {
  let name = "environment"

  func answer(in context: CredentialContext) throws(CredentialFailure) -> CredentialAnswer {
    if case .explicit = context.environment.profile {
      return .notConfigured("not looked at, because a profile was asked for")
    }
    return try Self.keys(in: context.environment)
  }

  /// The keys, for a profile that says `credential_source = Environment` too.
  static func keys(
    in environment: AWSEnvironment
  ) throws(CredentialFailure) -> CredentialAnswer {
    switch (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]) {
    case (nil, nil):
      return .notConfigured("`AWS_ACCESS_KEY_ID` is not set")
    case (nil, _?):
      throw CredentialFailure("`AWS_SECRET_ACCESS_KEY` is set, but `AWS_ACCESS_KEY_ID` is not")
    case (_?, nil):
      throw CredentialFailure("`AWS_ACCESS_KEY_ID` is set, but `AWS_SECRET_ACCESS_KEY` is not")
    case (let id?, let secret?):
      return .found(
        try Credentials(
          accessKeyID: id, secretAccessKey: secret,
          sessionToken: environment["AWS_SESSION_TOKEN"], source: "the environment"))
    }
  }
}
