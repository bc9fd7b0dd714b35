import Model

/// The credentials of this process, found once, kept, and renewed before they run out.
///
/// Every place AWS's own tools look at is asked in their order. Requests that run side by side
/// share one search.
package actor CredentialChain {
  /// Credentials are renewed this long before they run out, or a quarter of their life if that
  /// is shorter, so that a request in flight is never overtaken.
  static let renewalMarginMax: Int64 = 300
  /// Where renewing fails but the old ones still hold, the next attempt is this much later.
  static let renewalPause: Int64 = 60

  private let context: CredentialContext
  private var kept: Kept?
  private var search: Task<Result<Credentials, CredentialError>, Never>?

  private struct Kept {
    let credentials: Credentials
    /// Nil where they last.
    var renewal: Timestamp?
  }

  /// The providers in the order they are asked.
  private static let providers: [any CredentialProvider] = [
    EnvironmentProvider(),
    ProfileProvider(.chosen),
    WebIdentityProvider(),
    GitHubActionsProvider(),
    ProfileProvider(.byDefault),
    ContainerProvider(),
    InstanceMetadataProvider(),
  ]

  /// Looks nothing up yet.
  package init(environment: AWSEnvironment, connection: AWSConnection) {
    context = CredentialContext(environment: environment, connection: connection)
  }

  /// Credentials that still hold for a while.
  package func credentials() async throws(CredentialError) -> Credentials {
    guard let kept else { return try await found() }
    let now = context.connection.now()
    guard let renewal = kept.renewal, now >= renewal else { return kept.credentials }
    do { return try await found() } catch {
      guard let expiration = kept.credentials.expiration, now < expiration else { throw error }
      self.kept?.renewal = Timestamp(seconds: now.seconds + Self.renewalPause)
      return kept.credentials
    }
  }

  /// Other credentials than those AWS has just refused as expired; nil where there are none, as
  /// keys in the environment do not change by asking again.
  func credentials(
    replacing refused: Credentials
  ) async throws(CredentialError) -> Credentials? {
    if let kept, kept.credentials != refused { return kept.credentials }
    let found = try await found()
    return found == refused ? nil : found
  }

  private func found() async throws(CredentialError) -> Credentials {
    let search = self.search ?? Task { [context] in await Self.search(in: context) }
    self.search = search
    let result = await search.value
    if self.search == search {
      self.search = nil
      if case .success(let credentials) = result { keep(credentials) }
    }
    return try result.get()
  }

  private func keep(_ credentials: Credentials) {
    let now = context.connection.now().seconds
    let renewal = credentials.expiration.map { expiration in
      let margin = min(Self.renewalMarginMax, max(0, expiration.seconds - now) / 4)
      return Timestamp(seconds: expiration.seconds - margin)
    }
    kept = Kept(credentials: credentials, renewal: renewal)
  }

  private static func search(
    in context: CredentialContext
  ) async -> Result<Credentials, CredentialError> {
    var attempts: [CredentialError.Attempt] = []
    for provider in providers {
      do throws(CredentialFailure) {
        switch try await provider.answer(in: context) {
        case .found(let credentials): return .success(credentials)
        case .notConfigured(let reason):
          attempts.append(CredentialError.Attempt(provider: provider.name, reason: reason))
        }
      } catch {
        attempts.append(CredentialError.Attempt(provider: provider.name, reason: error.reason))
        return .failure(CredentialError(attempts: attempts, failure: error))
      }
    }
    return .failure(CredentialError(attempts: attempts, failure: nil))
  }
}
