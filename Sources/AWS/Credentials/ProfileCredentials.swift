/// Gets the credentials that a profile's settings describe, following its sources.
struct ProfileCredentials: Sendable {
  /// The most profiles that may stand behind each other by `source_profile`.
  static let sourcesMax = 8

  let context: CredentialContext

  /// Nil where the profile has no settings for credentials at all.
  func credentials(
    of profile: SharedProfiles.Profile
  ) async throws(CredentialFailure) -> Credentials? {
    do throws(CredentialFailure) {
      if profile["role_arn"] != nil { return try await assumedRole(of: profile, after: []) }
      return try await ownCredentials(of: profile)
    } catch {
      throw CredentialFailure("\(profile.title): \(error.reason)", hint: error.hint)
    }
  }

  /// Everything but roles.
  private func ownCredentials(
    of profile: SharedProfiles.Profile
  ) async throws(CredentialFailure) -> Credentials? {
    if let keys = try staticKeys(of: profile) { return keys }
    if let command = profile["credential_process"] {
      return try await CredentialProcess(command: command, environment: context.environment)
        .credentials(source: "the program of \(profile.title)", connection: context.connection)
    }
    let unsupported = ["sso_session", "sso_account_id", "sso_start_url", "login_session"]
    if unsupported.contains(where: { profile[$0] != nil }) {
      throw CredentialFailure(
        "sign-in by IAM Identity Center (SSO) or `aws login` is not supported here",
        hint: "run `eval \"$(aws configure export-credentials"
          + " --profile \(Excerpt(profile.name)) --format env)\"` first")
    }
    return nil
  }

  private func staticKeys(
    of profile: SharedProfiles.Profile
  ) throws(CredentialFailure) -> Credentials? {
    switch (profile["aws_access_key_id"], profile["aws_secret_access_key"]) {
    case (nil, nil): return nil
    case (_?, nil): throw CredentialFailure("`aws_secret_access_key` is missing")
    case (nil, _?): throw CredentialFailure("`aws_access_key_id` is missing")
    case (let id?, let secret?):
      return try Credentials(
        accessKeyID: id, secretAccessKey: secret, sessionToken: profile["aws_session_token"],
        source: profile.title)
    }
  }

  private func assumedRole(
    of profile: SharedProfiles.Profile, after earlier: [String]
  ) async throws(CredentialFailure) -> Credentials {
    let role = try Role(of: profile)
    let sources = ["web_identity_token_file", "source_profile", "credential_source"]
      .compactMap { name in profile[name].map { (name, $0) } }
    guard let (kind, value) = sources.first else {
      throw CredentialFailure(
        "`role_arn` is set, but neither `source_profile` nor `credential_source` nor "
          + "`web_identity_token_file` says by whom the role is assumed")
    }
    guard sources.count == 1 else {
      throw CredentialFailure(
        "only one of `\(sources.map(\.0).joined(separator: "` and `"))` can be set")
    }
    if kind == "web_identity_token_file" {
      let token = try TokenText(file: context.environment.expand(value))
      return try await role.assumed(byToken: token, context: context)
    }
    if profile["mfa_serial"] != nil {
      throw CredentialFailure(
        "its role needs a code from a multi-factor device, for which there is nobody to ask",
        hint: "assume the role elsewhere, and pass on its keys in the environment")
    }
    let base =
      kind == "source_profile"
      ? try await source(value, after: earlier + [profile.name])
      : try await source(named: value)
    return try await role.assumed(by: base, context: context)
  }

  /// The credentials of a `source_profile`: its own keys, else a role of its own.
  private func source(
    _ name: String, after earlier: [String]
  ) async throws(CredentialFailure) -> Credentials {
    guard let profile = context.environment.profiles[name] else {
      throw ProfileProvider.missing(name, context)
    }
    do throws(CredentialFailure) {
      if let keys = try staticKeys(of: profile) { return keys }
      if earlier.contains(name) {
        throw CredentialFailure(
          "the profiles are each other's source: "
            + (earlier + [name]).map { "`\(Excerpt($0))`" }.joined(separator: " → "))
      }
      guard earlier.count < Self.sourcesMax else {
        throw CredentialFailure("more than \(Self.sourcesMax) profiles stand behind each other")
      }
      if profile["role_arn"] != nil { return try await assumedRole(of: profile, after: earlier) }
      if let found = try await ownCredentials(of: profile) { return found }
    } catch {
      throw CredentialFailure("its source \(profile.title): \(error.reason)", hint: error.hint)
    }
    throw CredentialFailure("its source \(profile.title) has no settings for credentials")
  }

  /// The credentials of a `credential_source`.
  private func source(named name: String) async throws(CredentialFailure) -> Credentials {
    let answer =
      switch name {
      case "Ec2InstanceMetadata": try await InstanceMetadataProvider().answer(in: context)
      case "EcsContainer": try await ContainerProvider().answer(in: context)
      case "Environment": try EnvironmentProvider.keys(in: context.environment)
      default:
        throw CredentialFailure(
          "`credential_source` is none of Ec2InstanceMetadata, EcsContainer, Environment")
      }
    switch answer {
    case .found(let credentials): return credentials
    case .notConfigured(let reason):
      throw CredentialFailure("its `credential_source` \(name) has none: \(reason)")
    }
  }
}
