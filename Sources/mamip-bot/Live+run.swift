import AWS
import Compare
import Configuration
import Files
import Git
import HTTP
import Logging
import Model
import Observe
import PolicyLanguage
import Publish
import Record
import Sync

extension Live {
  /// Whether this run may push; throws where somebody asked for it and it must not be.
  func mayPush(_ configuration: Configuration, option: Bool?) throws -> Bool {
    let policy = RunPolicy(
      configuration, RunPolicy.Options(push: option), ActionsEnvironment(environment))
    switch policy.push {
    case .granted: return true
    case .denied(let denial) where denial.isRefusal:
      throw CommandError(denial.message, hint: denial.hint, status: .configuration)
    case .denied(let denial):
      log.info("\(denial.message)")
      return false
    }
  }

  /// A secret of the environment, which may name one of Secrets Manager instead.
  func secret(_ names: String...) async throws -> Secret? {
    let found = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    guard let found, let reference = try SecretReference(found) else {
      return found.map { Secret($0) }
    }
    return try await SecretsManager(try awsClient()).secret(reference)
  }

  /// What holds for all remotes of this run; only the archive's own gets GitHub's token.
  func remoteAccess(
    for purpose: RemotePurpose, _ configuration: Configuration = Configuration()
  ) async throws -> RemoteAccess {
    var access = remoteAccess
    access.credentials.token =
      purpose == .archive ? try await gitHubCredential(configuration)?.token : nil
    return access
  }

  /// The same without asking Secrets Manager.
  var remoteAccess: RemoteAccess {
    var credentials = RemoteCredentials()
    let token = ["GITHUB_TOKEN", "GH_TOKEN"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty && !$0.hasPrefix("arn:") }
    credentials.token = token.map { Secret($0) }
    let server = environment["GITHUB_SERVER_URL"] ?? "https://github.com"
    credentials.tokenOrigin = RequestURL(server)?.origin
    credentials.environment = environment
    return RemoteAccess(client: http, credentials: credentials, retry: retry)
  }

  /// The archive's remote: a name of git's configuration, or an address.
  func remote(_ name: String, of archive: Archive) async throws -> ArchiveRemote {
    let url = try archive.repository.configured("remote.\(name).url")
    guard url != nil || name.contains("/") || name.contains(":") else {
      throw CommandError(
        "there is no remote `\(SafeText.line(name))` to push to",
        hint: "add one with `git remote add`, or name a URL with --remote", status: .configuration)
    }
    let location = try RemoteLocation(url ?? name)
    let access = try await remoteAccess(
      for: .archive, try configuration(of: archive.repository))
    return ArchiveRemote(
      try Remote(location, of: archive.repository, for: .archive, access: access))
  }

  func syncOptions(
    _ command: SyncCommand, _ configuration: Configuration, _ repository: Repository
  ) throws -> SyncOptions {
    var options = SyncOptions(
      identity: try identity(of: repository), time: Self.now(),
      form: form(configuration),
      isBaseline: command.baseline, isDryRun: command.dryRun,
      allowsMassChange: command.allowMassChange,
      progress: command.global.quiet ? .silent : bar.progress)
    let engine = try validationEngine(
      ValidationEngineName(configuration.validate?.validator), command.reference)
    options.validate = Self.validating(with: engine)
    options.explain = Self.explaining(with: try command.reference.load())
    return options
  }

  /// Tells the person, the machine, and GitHub Actions what a run did.
  func show(_ report: SyncReport, drafting drafts: [ChannelDraft]?, asJSON: Bool) throws {
    for problem in report.problems {
      let line = "\(problem.policy): \(problem.message)"
      if problem.isError { log.error("\(line)") } else { log.warning("\(line)") }
    }
    if asJSON {
      console.output(JSONWriter.canonical(report.json(drafts)) + [UInt8(ascii: "\n")])
    } else {
      for line in report.lines(isDryRun: drafts != nil, on: console) { console.output(line) }
      show(drafts ?? [])
    }
    guard drafts == nil else { return }
    append(report.summary(), toFileIn: "GITHUB_STEP_SUMMARY")
    append(report.outputs, toFileIn: "GITHUB_OUTPUT")
  }

  /// Adds to a file that GitHub Actions named, where it did.
  private func append(_ text: String, toFileIn variable: String) {
    guard let path = environment[variable], !path.isEmpty else { return }
    do throws(FileError) {
      try LocalFile(path).append(Array(text.utf8), bytesMax: Self.actionsFileBytesMax)
    } catch {
      // The run is done; a summary that nobody can read does not undo it.
      log.warning("\(error)")
    }
  }

  /// GitHub takes a summary of at most 1 MiB.
  private static let actionsFileBytesMax = 1 << 20
}

extension SyncReport {
  /// The outputs of the step, one line each; no value can hold a line break.
  fileprivate var outputs: String {
    """
    release=\(release?.text ?? "")
    commit=\(commit?.description ?? "")
    changes=\(entries.count)
    pending=\(deliveries.count { !$0.state.isFinal })

    """
  }
}
