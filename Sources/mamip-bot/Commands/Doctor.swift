import ArgumentParser
import HTTP
import PolicyLanguage

/// Looks at everything that a run depends on.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check configuration, credentials, reach of each service, and permissions",
    discussion: """
      Looks at everything that `sync` depends on and says what to do about what is not as it \
      should be: the repository, its configuration, AWS credentials and permissions, this \
      machine's clock, the remote, and on GitHub the permission to push, the branch's rules, the \
      workflow and its last successful run. Nothing is changed, and each check takes at most 30 \
      seconds.

      EXAMPLES
        mamip-bot doctor
        mamip-bot doctor --source iam --json

      EXIT STATUS
        0 nothing is bad, though there may be warnings    2 something is bad
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Where policies come from (default: the configuration's)"))
  var source: String?

  @Option(help: ArgumentHelp("The remote that is pushed to, by its name", valueName: "name"))
  var remote: String = "origin"

  @Option(help: ArgumentHelp("The workflow that runs sync, by its file", valueName: "file"))
  var workflow: String = "sync.yml"

  func run() async throws {
    try await Live.run(global) { live in await examine(live) }
  }

  private func examine(_ live: Live) async -> ExitStatus {
    let options = Examination.Options(
      directory: global.repository, source: source, remote: remote, workflow: workflow)
    let examination = Examination(live, options, retry: live.impatientRetry, now: Live.now)
    let findings = await CheckUp(checks: DoctorCheck.all, clock: ContinuousClock())
      .examine(examination) { finding in
        guard !global.json else { return }
        for line in finding.lines(on: live.console) { live.console.output(line) }
      }
    if global.json {
      let list = JSON.array(findings.map(\.json))
      live.console.output(JSONWriter.canonical(list) + [UInt8(ascii: "\n")])
    } else {
      live.console.output(findings.summary)
    }
    return findings.hasBad ? .findings : .done
  }
}

extension Live {
  /// A limit or an outage is what a person wants to hear of, not to wait for.
  fileprivate var impatientRetry: RetryPolicy {
    var retry = retry
    retry.attemptsMax = 2
    retry.retryAfterMax = .seconds(5)
    return retry
  }
}
