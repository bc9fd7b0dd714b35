/// A role to be assumed, and how its session is to be.
struct Role: Sendable {
  /// What the session is called where nobody has named it; it shows in CloudTrail.
  static let sessionNameDefault = "mamip-bot"

  let arn: ResourceName
  let sessionName: String
  /// AWS takes 900 to 43,200; nil leaves it to AWS, which means an hour.
  let durationSeconds: Int?
  let externalID: String?

  private init(
    arn text: String, sessionName: String?, duration: String? = nil, externalID: String? = nil
  ) throws(CredentialFailure) {
    guard let arn = ResourceName(text), arn.service == "iam" else {
      throw CredentialFailure("`\(Excerpt(text))` is not the ARN of a role")
    }
    let seconds = duration.flatMap { Int($0) }
    if let duration, seconds == nil {
      throw CredentialFailure("`duration_seconds` is no number: `\(Excerpt(duration))`")
    }
    self.arn = arn
    self.sessionName = sessionName ?? Self.sessionNameDefault
    self.durationSeconds = seconds
    self.externalID = externalID
  }

  /// The role of `AWS_ROLE_ARN`.
  init(arn: String, environment: AWSEnvironment) throws(CredentialFailure) {
    try self.init(arn: arn, sessionName: environment["AWS_ROLE_SESSION_NAME"])
  }

  /// The role of a profile that has a `role_arn`.
  init(of profile: SharedProfiles.Profile) throws(CredentialFailure) {
    try self.init(
      arn: profile["role_arn"] ?? "", sessionName: profile["role_session_name"],
      duration: profile["duration_seconds"], externalID: profile["external_id"])
  }

  var title: String { "the role `\(Excerpt(arn.text))`" }

  /// Assumes the role as somebody.
  func assumed(
    by base: Credentials, context: CredentialContext
  ) async throws(CredentialFailure) -> Credentials {
    try await failing { () async throws(AWSError) in
      try await context.sts(for: arn.partition, as: base).assumeRole(self)
    }
  }

  /// Assumes the role by a token of another identity provider.
  func assumed(
    byToken token: TokenText, context: CredentialContext
  ) async throws(CredentialFailure) -> Credentials {
    try await failing { () async throws(AWSError) in
      try await context.sts(for: arn.partition, as: nil).assumeRoleWithWebIdentity(
        self, token: token.secret)
    }
  }

  private func failing(
    _ assume: () async throws(AWSError) -> Credentials
  ) async throws(CredentialFailure) -> Credentials {
    do { return try await assume() } catch {
      throw CredentialFailure("cannot assume \(title): \(error)", hint: error.hint)
    }
  }
}
