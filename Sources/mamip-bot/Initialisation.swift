import Configuration
import Files
import Git
import Model
import Record

/// What `init` does to one repository.
struct Initialisation {
  let command: InitCommand
  let live: Live
  let repository: Repository

  func run() throws {
    guard let workTree = repository.workTree else {
      throw CommandError(
        "a bare repository has no work tree to write .github/mamip.json into",
        hint: "run `mamip-bot init` in a clone, then commit and push what it wrote",
        status: .usage)
    }
    let configuration = try configuration()
    let workflow = WorkflowTemplate(
      repository: configuration.repository?.text ?? "OWNER/NAME",
      usesIAM: configuration.source?.kind == .iam)
    try write(configuration.encode(), to: Configuration.path, in: workTree)
    try write([UInt8](workflow.text.utf8), to: WorkflowTemplate.path, in: workTree)
    try adopt()
    say(nextSteps(configuration))
  }

  private func configuration() throws -> Configuration {
    var configuration = Configuration()
    do {
      configuration.source = try source()
      configuration.branch = try BranchName(currentBranch())
      configuration.repository = try (command.githubRepository ?? originName()).map {
        try RepositoryName($0)
      }
    } catch let error as InvalidText {
      throw CommandError("\(error)", hint: error.hint, status: .usage)
    }
    configuration.push = true
    // What people are told leads them to the repository, so it must be known.
    configuration.publish = configuration.repository != nil
    if configuration.repository != nil { configuration.channels = Self.channels }
    return configuration
  }

  /// Channels that need nothing but secrets, without which they are off.
  private static let channels: [ChannelSection] = {
    [ChannelKind.gitHubRelease, .gitHubIssue, .bluesky, .x].map { type in
      var section = ChannelSection()
      section.type = type
      return section
    }
  }()

  /// What the command line names, from this folder; the configuration's paths are from its root.
  private func source() throws -> PolicySourceName {
    let source = try PolicySourceName(command.source)
    let here = LocalFile.currentFolder
    return repository.workTree == here ? source : try source.resolved(in: here)
  }

  private func currentBranch() throws -> String {
    guard case .branch(let name, _) = try repository.head() else { return command.branch }
    return name.branchName
  }

  /// `owner/name`, where the remote `origin` is on GitHub.
  private func originName() throws -> String? {
    guard let url = try repository.configured("remote.origin.url") else { return nil }
    let path = url.replacing(":", with: "/").split(separator: "/").suffix(2).joined(separator: "/")
    let name = path.hasSuffix(".git") ? String(path.dropLast(4)) : path
    return url.contains("github.com") ? name : nil
  }

  /// Writes a file unless there is one; says which.
  private func write(
    _ bytes: [UInt8], to path: String, in workTree: String
  ) throws(FileError) {
    let file = LocalFile("\(workTree)/\(path)")
    guard try file.read(bytesMax: Configuration.bytesMax) == nil else {
      return say(["kept \(path)"])
    }
    try file.write(bytes)
    say(["wrote \(path)"])
  }

  /// Says what an archive that is there already holds, and rewrites it where asked to.
  private func adopt() throws {
    let archive = try Archive(repository: repository, branch: nil)
    let holdings = try archive.holdings(at: try archive.tip())
    guard !holdings.isEmpty else { return }
    say(["adopted an archive of \(holdings.policies.count) policies"])
    let broken = holdings.unreadable.subtracting(holdings.deprecated.keys).count
    if broken > 0 { say(["  \(broken) of its files hold no policy; the next change mends each"]) }
    guard command.normalise else { return }
    let form = live.form(try live.configuration(of: repository))
    let lock = try repository.lock()
    let result = try archive.normalise(
      by: try live.identity(of: repository), at: Live.now(), form: form)
    guard let result else { return say(["all files are in the canonical form"]) }
    _ = try archive.settle(holding: lock)
    lock.release()
    say([
      "rewrote \(result.policies) policies and \(result.findings) findings files in one commit",
      "  \(result.restored.count) broken files have their last good text again",
      "  \(result.deprecated.count) deprecated policies left the folder; their text is history",
    ])
    say(result.removed.map { "  removed \(SafeText.line($0)), which was always empty" })
    say(result.leftAlone.map { "  left \(SafeText.line($0)) as it is: it holds no policy" })
  }

  private func nextSteps(_ configuration: Configuration) -> [String] {
    var steps = ["commit what was written: git add .github && git commit -m 'Set up mamip-bot'"]
    if configuration.repository == nil {
      steps.append("name the repository on GitHub: \"repository\": \"owner/name\" in the file")
    }
    if configuration.source?.kind == .iam {
      steps.append("give the workflow a role: the Actions variable MAMIP_AWS_ROLE_ARN")
    }
    if configuration.channels != nil {
      steps.append(
        "give the channels their secrets: the environment `\(WorkflowTemplate.environment)` of the "
          + "repository; one without stays off")
    }
    steps.append("try it: mamip-bot sync --dry-run")
    steps.append("check everything: mamip-bot doctor")
    return ["", "Next:"] + steps.enumerated().map { "  \($0 + 1). \($1)" }
  }

  private func say(_ lines: [String]) {
    guard !command.global.quiet else { return }
    for line in lines { live.console.output(line) }
  }
}
