import AWS
import ArgumentParser
import Configuration
import Files
import FoundationEssentials
import Git
import GitHub
import Glibc
import HTTP
import Logging
import Model
import Observe
import Record
import Sync

/// The one place that knows the world outside: environment, clock, network, terminal.
struct Live {
  let environment: [String: String]
  let console: Console
  let bar: ProgressBar
  let log: Logger
  let http: HTTPClient
  /// Keeps what a run writes to GitHub within GitHub's limits, whichever part of it writes.
  let gitHubPacer = WritePacer(clock: ContinuousClock())
  /// The GitHub App in the archive's repository, fetched once.
  let installation = Locked<Task<GitHubInstallation, any Error>?>(nil)

  /// Runs a command; an error is told with its advice and becomes an exit status.
  static func run(
    _ options: GlobalOptions, _ command: (Live) async throws -> ExitStatus
  ) async throws {
    // A reader that closes our output early is no reason to die with a signal.
    _ = signal(SIGPIPE, SIG_IGN)
    let live = start(options)
    let status: ExitStatus
    do {
      status = try await command(live)
    } catch {
      live.bar.clear()
      let advice = hint(for: error).map { "\nhint: \($0)" } ?? ""
      live.log.error("\(error)\(advice)")
      status = ExitStatus(for: error)
    }
    guard status == .done else { throw ExitCode(status.rawValue) }
  }

  /// Reads the environment once and decides how to talk to the person or the machine.
  private static func start(_ options: GlobalOptions) -> Live {
    let environment = ProcessInfo.processInfo.environment
    let console = Console(environment: environment)
    let bar = ProgressBar(console: console)
    let form: Log.Form =
      switch options.logFormat {
      case .json: .json
      case .text: environment["GITHUB_ACTIONS"] == "true" ? .actions : .text
      }
    let level: Logger.Level = options.quiet ? .error : options.verbose ? .debug : .notice
    let log = Logger(label: "mamip-bot") { _ in
      Log(logLevel: level, form: form, console: console, bar: bar, clock: now)
    }
    return Live(
      environment: environment, console: console, bar: bar, log: log,
      http: HTTPClient(configuration: httpConfiguration(environment)))
  }

  /// The time of day.
  @Sendable static func now() -> Timestamp {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec))
  }

  private static func httpConfiguration(_ environment: [String: String]) -> HTTPConfiguration {
    var configuration = HTTPConfiguration(userAgent: Version.userAgent)
    configuration.proxies = HTTPProxies(environment: environment)
    configuration.caFile = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    return configuration
  }

  var retry: RetryPolicy {
    RetryPolicy(clock: ContinuousClock()) { Double.random(in: 0..<1) }
  }
}

// MARK: - The repository and its configuration

extension Live {
  /// The repository at a path, or around the current folder.
  func repository(_ path: String?) throws -> Repository {
    do throws(GitError) {
      return try Repository.open(at: path ?? ".", discover: path == nil)
    } catch {
      guard error.isNotFound else { throw error }
      throw CommandError(
        "there is no git repository \(path.map { "at `\($0)`" } ?? "around this folder")",
        hint: "run `mamip-bot init` there, or name one with --repository", status: .usage)
    }
  }

  /// The repository at a path, which is made if there is none.
  func repository(at path: String, creatingBranch branch: String) throws -> Repository {
    do throws(GitError) {
      return try Repository.open(at: path, discover: false)
    } catch {
      guard error.isNotFound else { throw error }
      return try Repository.create(at: path, bare: false, branch: branch)
    }
  }

  /// The configuration in the work tree, or at the tip of a bare repository.
  func configuration(of repository: Repository) throws -> Configuration {
    if let workTree = repository.workTree { return try configuration(inWorkTree: workTree) }
    guard let tip = try repository.head().id,
      let entry = try repository.entry(
        at: Configuration.path, in: try repository.commit(tip).tree)
    else { return Configuration() }
    return try Configuration.decode(try repository.blob(entry.id))
  }

  /// The configuration in the work tree that begins in a folder.
  func configuration(inWorkTree folder: String) throws -> Configuration {
    let file = LocalFile("\(folder)/\(Configuration.path)")
    guard let text = try file.read(bytesMax: Configuration.bytesMax) else {
      return Configuration()
    }
    return try Configuration.decode(text)
  }

  /// Who commits: Actions' bot in Actions, else the user's git identity.
  func identity(of repository: Repository) throws -> Identity {
    if environment["GITHUB_ACTIONS"] == "true" {
      return Identity(
        name: "github-actions[bot]",
        email: "41898282+github-actions[bot]@users.noreply.github.com")
    }
    guard let identity = try repository.identity() else {
      return Identity(name: "mamip-bot", email: "mamip-bot@localhost")
    }
    return Identity(name: identity.name, email: identity.email)
  }
}
