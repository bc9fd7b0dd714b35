import AWS
import Configuration
import Git
import GitHub
import HTTP
import Model

/// What the checks look at, and how they reach it.
///
/// Handles of git belong to one task, so each check opens the repository anew.
struct Examination: Sendable {
  /// What the command line says.
  struct Options: Sendable {
    /// The repository's path; nil looks around the current folder.
    var directory: String?
    /// Stands in for the configured source.
    var source: String?
    /// A name of git's configuration.
    var remote = "origin"
    /// The file of the workflow that runs `sync`.
    var workflow = "sync.yml"
  }

  /// The AWS account, with one chain of credentials, so that a program that gives them runs once.
  struct Account: Sendable {
    let credentials: CredentialChain
    let client: AWSClient
  }

  let options: Options
  let live: Live
  let retry: RetryPolicy
  let now: @Sendable () -> Timestamp
  /// Where it lies, or why there is none.
  let repository: Result<String, Diagnosis>
  /// What is configured: nothing where there is no file, or no repository.
  let configuration: Result<Configuration, Diagnosis>
  let account: Result<Account, Diagnosis>
  /// GitHub's token, which may have to be fetched; that is done once.
  let token: Task<Result<Secret?, Diagnosis>, Never>

  /// Looks at the repository and at the files of AWS's configuration; nothing is sent, unless to
  /// fetch the token.
  init(
    _ live: Live, _ options: Options, retry: RetryPolicy,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.options = options
    self.live = live
    self.retry = retry
    self.now = now
    do throws(Diagnosis) {
      let repository = try Diagnosis.during { try live.repository(options.directory) }
      self.repository = .success(repository.workTree ?? repository.gitDirectory)
      configuration = Self.configuration(of: repository, live)
    } catch {
      repository = .failure(error)
      configuration = .success(Configuration())
    }
    account = Self.account(live, AWSConnection(http: live.http, retry: retry, now: now))
    let known: Configuration
    if case .success(let read) = configuration { known = read } else { known = Configuration() }
    token = Task {
      do throws(Diagnosis) {
        return .success(
          try await Diagnosis.during { try await live.gitHubCredential(known)?.token })
      } catch {
        return .failure(error)
      }
    }
  }

  private static func configuration(
    of repository: Repository, _ live: Live
  ) -> Result<Configuration, Diagnosis> {
    do {
      return .success(try live.configuration(of: repository))
    } catch let error as ConfigurationError {
      let more = error.problems.count - 1
      let rest = more > 0 ? " (and \(more) more)" : ""
      return .failure(.bad("\(error.problems[0])\(rest)", hint: error.problems[0].hint))
    } catch {
      return .failure(.bad(error))
    }
  }

  private static func account(
    _ live: Live, _ connection: AWSConnection
  ) -> Result<Account, Diagnosis> {
    Result { () throws(Diagnosis) in
      try Diagnosis.during {
        let environment = try AWSEnvironment(live.environment)
        let chain = CredentialChain(environment: environment, connection: connection)
        return Account(
          credentials: chain,
          client: AWSClient(
            environment: environment, connection: connection, credentials: chain))
      }
    }
  }
}

// MARK: - What checks start from

extension Examination {
  /// A variable's value; nil where it is not set, or empty.
  func variable(_ name: String) -> String? {
    live.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The repository, opened for one check.
  func openRepository() throws(Diagnosis) -> Repository {
    guard case .success(let path) = repository else { throw .skipped("there is no repository") }
    return try Diagnosis.during { try Repository.open(at: path) }
  }

  /// What is configured; nothing of it where the file is broken, which has a check of its own.
  var configured: Configuration {
    guard case .success(let configuration) = configuration else { return Configuration() }
    return configuration
  }

  /// The full name of the archive's branch; that it is checked out is the repository's check.
  func branch(of repository: Repository) throws(Diagnosis) -> String {
    if let branch = configured.branch { return branch.reference }
    guard case .branch(let name, _) = try Diagnosis.during({ try repository.head() }) else {
      throw .skipped("HEAD is detached, and no branch is configured")
    }
    return name
  }

  /// Where policies come from.
  func source() throws(Diagnosis) -> PolicySourceName {
    if let text = options.source {
      do { return try PolicySourceName(text) } catch { throw .bad("\(error)", hint: error.hint) }
    }
    guard let source = configured.source else { throw .skipped("no source is configured") }
    return source
  }

  /// The AWS account, where policies come from there, or are validated there.
  func neededAccount() throws(Diagnosis) -> Account {
    if asksAccessAnalyzer { return try account.get() }
    guard try source().kind == .iam else { throw .skipped("the source is not `iam`") }
    return try account.get()
  }

  /// Whether policies come from IAM.
  var observesIAM: Bool {
    // A source that is missing or wrong has a check of its own.
    do { return try source().kind == .iam } catch { return false }
  }

  /// Whether runs ask Access Analyzer what is wrong with a policy.
  var asksAccessAnalyzer: Bool { configured.validate?.validator == .accessAnalyzer }

  /// Whether runs push what they record.
  var pushes: Bool { configured.push ?? false }

  /// The way to a git server.
  func access(for purpose: RemotePurpose) async throws -> RemoteAccess {
    var access = try await live.remoteAccess(for: purpose, configured)
    access.retry = retry
    return access
  }
}
