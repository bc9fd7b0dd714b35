import Git
import HTTP
import Logging
import Model
import Support
import Testing

@testable import mamip_bot

/// A machine with a repository, variables, and services on loopback, for doctor's checks.
struct DoctorWorld {
  static let noon = Timestamp(seconds: 1_795_262_400)

  let fixture: GitFixture
  /// Nothing of this machine's own settings is seen.
  var environment: [String: String]
  var options = Examination.Options()
  let clock = ManualClock(advancesItself: true)

  /// Makes the repository `archive` with its configuration, and no commit.
  init(_ fixture: GitFixture, configuration: String = "{}") throws {
    self.fixture = fixture
    environment = ["HOME": fixture.path, "AWS_EC2_METADATA_DISABLED": "true"]
    options.directory = fixture.at("archive")
    _ = try Repository.create(at: fixture.at("archive"))
    try fixture.write("archive/.github/mamip.json", configuration)
    let settings = try fixture.text("archive/.git/config") ?? ""
    try fixture.write(
      "archive/.git/config", settings + "[user]\n\tname = Ada\n\temail = ada@localhost\n")
  }

  /// Commits one policy, and a file that is none of the archive's.
  func commit() throws {
    try fixture.commit(
      "first", in: "archive", files: ["policies/One": "1\n", "README.md": "a"])
  }

  static func use(
    configuration: String = "{}", _ body: (inout DoctorWorld) async throws -> Void
  ) async throws {
    try await GitFixture.use { fixture in
      var world = try DoctorWorld(fixture, configuration: configuration)
      try await body(&world)
    }
  }

  var examination: Examination {
    let console = Console(environment: ["NO_COLOR": "1"])
    let bar = ProgressBar(console: console)
    let live = Live(
      environment: environment, console: console, bar: bar,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      http: HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test")))
    var retry = RetryPolicy(clock: clock) { 0.5 }
    retry.attemptsMax = 2
    return Examination(live, options, retry: retry, now: { Self.noon })
  }

  /// What a check says.
  func diagnosis(_ check: DoctorCheck) async -> Diagnosis {
    do throws(Diagnosis) { return try await check.body(examination) } catch { return error }
  }

  /// GitHub, with the repository `o/r` in a usual state, and other answers where they are given.
  mutating func serveGitHub(
    _ answers: [String: LoopbackServer.Reply] = [:]
  ) throws -> LoopbackServer {
    let usual: [String: LoopbackServer.Reply] = [
      "/repos/o/r": .json(
        """
        {"full_name": "o/r", "default_branch": "main", "permissions": {"push": true}}
        """),
      "/repos/o/r/branches/main": .json(#"{"name": "main", "protected": false}"#),
      "/repos/o/r/rules/branches/main": .json("[]"),
      "/repos/o/r/rulesets": .json("[]"),
      "/repos/o/r/actions/workflows/sync.yml": .json(#"{"name": "Sync", "state": "active"}"#),
      "/repos/o/r/actions/workflows/sync.yml/runs": .json(
        """
        {"workflow_runs": [{"id": 8, "event": "schedule", "html_url": "https://github.com/runs/8",
        "created_at": "2026-11-21T09:00:00Z"}]}
        """),
    ]
    let all = usual.merging(answers) { $1 }
    let server = try LoopbackServer { request in
      all[request.path] ?? .init(404, #"{"message": "Not Found"}"#)
    }
    environment["GITHUB_API_URL"] = server.url
    environment["GITHUB_TOKEN"] = "t0ken"
    environment["GITHUB_REPOSITORY"] = "o/r"
    return server
  }
}

extension LoopbackServer.Reply {
  /// A JSON answer.
  static func json(_ body: String) -> Self {
    Self(200, headers: [("Content-Type", "application/json")], body)
  }
}
