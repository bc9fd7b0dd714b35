import HTTP

/// Signs calls, sends them, tries them again, and says clearly what AWS said.
///
/// A value that costs nothing to copy; its copies share the connections and the credentials.
package struct AWSClient: Sendable {
  /// All tries of a call that fails for reasons of the moment, as in AWS's standard mode.
  static let attemptsDefault = 3
  /// All tries of a call that is throttled: a first import asks for 1,500 policies in one go, and
  /// to be asked to wait is no failure.
  static let throttledAttemptsDefault = 10
  /// The most that `AWS_MAX_ATTEMPTS` can ask for.
  static let attemptsMax = 20

  let environment: AWSEnvironment
  private let connection: AWSConnection
  private let identity: Identity

  /// As whom calls are signed.
  enum Identity: Sendable {
    case chain(CredentialChain)
    case fixed(Credentials)
    case nobody
  }

  /// A client that signs by what the chain finds.
  package init(
    environment: AWSEnvironment, connection: AWSConnection, credentials: CredentialChain
  ) {
    self.init(environment: environment, connection: connection, identity: .chain(credentials))
  }

  init(environment: AWSEnvironment, connection: AWSConnection, identity: Identity) {
    self.environment = environment
    self.connection = connection
    self.identity = identity
  }

  /// Makes a call, in another region than the configured one where asked to, and reads its answer.
  ///
  /// Where AWS says that the credentials have run out, they are renewed once.
  func perform<Answer: Sendable>(
    _ operation: Operation<Answer>, region: String? = nil
  ) async throws(AWSError) -> Answer {
    let endpoint = try environment.endpoint(for: operation.service, region: region)
    let attempts = try environment.attempts()
    let credentials = try await credentials(for: operation.action)
    let first = Exchange(
      operation: operation, endpoint: endpoint, credentials: credentials, attempts: attempts)
    do { return try await first.run(over: connection) } catch {
      guard error.isExpiredToken, let credentials,
        let renewed = try await renewed(credentials, for: operation.action)
      else { throw error }
      let second = Exchange(
        operation: operation, endpoint: endpoint, credentials: renewed, attempts: attempts)
      return try await second.run(over: connection)
    }
  }

  private func credentials(for action: String) async throws(AWSError) -> Credentials? {
    switch identity {
    case .nobody: return nil
    case .fixed(let credentials): return credentials
    case .chain(let chain):
      do { return try await chain.credentials() } catch {
        throw AWSError(.noCredentials(error), action: action)
      }
    }
  }

  /// Nil where there are no others.
  private func renewed(
    _ refused: Credentials, for action: String
  ) async throws(AWSError) -> Credentials? {
    guard case .chain(let chain) = identity else { return nil }
    do { return try await chain.credentials(replacing: refused) } catch {
      throw AWSError(.noCredentials(error), action: action)
    }
  }
}

/// How often a call is tried, the first time included.
struct Attempts: Sendable, Equatable {
  var failed = AWSClient.attemptsDefault
  var throttled = AWSClient.throttledAttemptsDefault
}

extension AWSEnvironment {
  /// Follows `AWS_MAX_ATTEMPTS` and the profile's `max_attempts`.
  func attempts() throws(AWSError) -> Attempts {
    guard let text = self["AWS_MAX_ATTEMPTS"] ?? profileSetting("max_attempts") else {
      return Attempts()
    }
    guard let number = Int(text), number >= 1 else {
      throw AWSError(
        misconfigured: "`AWS_MAX_ATTEMPTS` is not a number from 1: `\(Excerpt(text))`")
    }
    let bounded = min(number, AWSClient.attemptsMax)
    return Attempts(failed: bounded, throttled: bounded)
  }
}
