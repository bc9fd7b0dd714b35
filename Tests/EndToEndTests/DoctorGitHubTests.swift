import Support
import Testing

@testable import mamip_bot

@Suite(.timeLimit(.minutes(10))) struct DoctorGitHubTests {
  private typealias Reply = LoopbackServer.Reply
  private static let rules = "/repos/o/r/rules/branches/main"
  private static let workflow = "/repos/o/r/actions/workflows/sync.yml"

  private func diagnosis(
    _ check: DoctorCheck, _ answers: [String: LoopbackServer.Reply] = [:],
    configuration: String = #"{"push": true}"#, variables: [String: String] = [:]
  ) async throws -> Diagnosis {
    var diagnosis = Diagnosis.skipped("")
    try await DoctorWorld.use(configuration: configuration) { world in
      let server = try world.serveGitHub(answers)
      world.environment.merge(variables) { $1 }
      diagnosis = await world.diagnosis(check)
      withExtendedLifetime(server) {}
    }
    return diagnosis
  }

  @Test func `a repository in its usual state is good in every respect`() async throws {
    try await DoctorWorld.use(configuration: #"{"push": true}"#) { world in
      let server = try world.serveGitHub()
      let checks: [DoctorCheck] = [
        .gitHub, .pushPermission, .branchRules, .tagRules, .workflow, .lastRun,
      ]
      var found: [Diagnosis] = []
      for check in checks { found.append(await world.diagnosis(check)) }
      #expect(
        found == [
          .good("`o/r` at \(server.url)"),
          .good("the token may push"),
          .good("there are none for branch `main`"),
          .good("there are none"),
          .good("`sync.yml` is active"),
          .good("succeeded 3 hours ago, started by `schedule`: https://github.com/runs/8"),
        ])
      #expect(Set(server.requests.map { $0.header("authorization") }) == ["Bearer t0ken"])
    }
  }

  @Test func `a repository that is not there is bad, and what needs it is left out`() async throws {
    try await DoctorWorld.use { world in
      let server = try world.serveGitHub(["/repos/o/r": Reply(404, #"{"message": "Not Found"}"#)])
      let findings = await CheckUp(checks: [.gitHub, .workflow], clock: ManualClock())
        .examine(world.examination)
      #expect(findings.map(\.diagnosis.status) == [.bad, .skipped])
      #expect(findings.last?.diagnosis.detail == "`github` comes first")
      #expect(server.requests.count == 1)
    }
  }

  @Test func `a repository that was renamed is a warning`() async throws {
    let moved = Reply.json(#"{"full_name": "o/new", "default_branch": "main"}"#)
    #expect(try await diagnosis(.gitHub, ["/repos/o/r": moved]).status == .warning)
  }

  @Test func `another default branch than the archive's is a warning`() async throws {
    let found = try await diagnosis(.gitHub, configuration: #"{"branch": "trunk"}"#)
    #expect(found.status == .warning)
    #expect(found.detail.hasSuffix("has the default branch `main`, the archive is on `trunk`"))
  }

  @Test func `a token that lies in Secrets Manager is fetched once`() async throws {
    let aws = try LoopbackServer { _ in
      .json(#"{"ARN": "a", "Name": "gh", "SecretString": "fr0m-aws"}"#)
    }
    try await DoctorWorld.use { world in
      let server = try world.serveGitHub()
      world.environment.merge([
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_ENDPOINT_URL": aws.url,
        "GITHUB_TOKEN": "arn:aws:secretsmanager:us-east-1:123456789012:secret:gh",
      ]) { $1 }
      let findings = await CheckUp(checks: [.gitHub, .workflow], clock: ManualClock())
        .examine(world.examination)
      #expect(findings.map(\.diagnosis.status) == [.good, .good])
      #expect(Set(server.requests.map { $0.header("authorization") }) == ["Bearer fr0m-aws"])
      #expect(aws.requests.count == 1)
    }
  }

  @Test func `a GitHub App asks with a token of its own, or says what is wrong with it`()
    async throws
  {
    let key = try ExternalProgram("openssl").run("genrsa", "2048").text
    try await DoctorWorld.use { world in
      let server = try world.serveGitHub([
        "/repos/o/r/installation": .json(#"{"id": 42, "app_slug": "archivist"}"#),
        "/app/installations/42/access_tokens": .json(#"{"token": "ghs_app"}"#),
      ])
      world.environment["MAMIP_GITHUB_APP_ID"] = "12345"
      world.environment["MAMIP_GITHUB_APP_PRIVATE_KEY"] = key
      #expect(await world.diagnosis(.gitHub).status == .good)
      #expect(server.requests.last?.header("authorization") == "Bearer ghs_app")
      world.environment["MAMIP_GITHUB_APP_PRIVATE_KEY"] = "no key"
      let found = await world.diagnosis(.gitHub)
      #expect(
        found.detail
          == "cannot sign as the GitHub App: the private key is not an unencrypted key in PEM")
      #expect(
        found.hint?.hasPrefix("check MAMIP_GITHUB_APP_ID and MAMIP_GITHUB_APP_PRIVATE_KEY") == true)
      #expect(found.status == .bad)
    }
  }

  @Test func `without a token less is known`() async throws {
    let found = try await diagnosis(.gitHub, variables: ["GITHUB_TOKEN": ""])
    #expect(found.status == .warning)
    #expect(found.detail.hasSuffix(", asked without a token"))
  }

  @Test(
    arguments: [
      (#""archived": true"#, [:], Diagnosis.Status.bad),
      (#""disabled": true"#, [:], .bad),
      (#""permissions": {"push": false}"#, [:], .bad),
      (#""permissions": {"push": false}"#, ["GITHUB_ACTIONS": "true"], .warning),
      (#""permissions": null"#, [:], .skipped),
    ] as [(String, [String: String], Diagnosis.Status)])
  func `what keeps a push away is found`(
    _ members: String, _ variables: [String: String], _ status: Diagnosis.Status
  ) async throws {
    let state = Reply.json(#"{"full_name": "o/r", "default_branch": "main", \#(members)}"#)
    let found = try await diagnosis(
      .pushPermission, ["/repos/o/r": state], variables: variables)
    #expect(found.status == status)
  }

  @Test(
    arguments: [
      ("deletion", Diagnosis.Status.good), ("creation", .good), ("pull_request", .bad),
      ("required_signatures", .bad), ("commit_message_pattern", .warning), ("a_new_one", .warning),
    ])
  func `a rule of the branch is weighed`(_ type: String, _ status: Diagnosis.Status) async throws {
    let found = try await diagnosis(
      .branchRules,
      [
        Self.rules: .json(#"[{"type": "\#(type)", "ruleset_id": 7}]"#),
        "/repos/o/r/rulesets/7": .json(
          #"{"id": 7, "name": "x", "current_user_can_bypass": "never"}"#),
      ])
    #expect(found.status == status)
    #expect(status == .good || found.detail.contains("`\(type)`"))
  }

  @Test func `a rule that the bot stands above does not matter`() async throws {
    let found = try await diagnosis(
      .branchRules,
      [
        Self.rules: .json(#"[{"type": "pull_request", "ruleset_id": 7}]"#),
        "/repos/o/r/rulesets/7": .json(
          #"{"id": 7, "name": "x", "current_user_can_bypass": "always"}"#),
      ])
    #expect(found == .good("those of branch `main` let pushes pass"))
  }

  @Test func `a rule that holds for nobody in particular is a warning`() async throws {
    let answers: [String: LoopbackServer.Reply] = [
      Self.rules: .json(#"[{"type": "pull_request", "ruleset_id": 7}]"#),
      "/repos/o/r/rulesets/7": .json(#"{"id": 7, "name": "x"}"#),
    ]
    #expect(try await diagnosis(.branchRules, answers).status == .warning)
    let nobody = try await diagnosis(.branchRules, answers, variables: ["GITHUB_TOKEN": ""])
    #expect(nobody.status == .warning)
  }

  @Test func `a branch that is new must be allowed to be made`() async throws {
    let found = try await diagnosis(
      .branchRules,
      [
        Self.rules: .json(#"[{"type": "creation", "ruleset_id": 7}]"#),
        "/repos/o/r/rulesets/7": .json(
          #"{"id": 7, "name": "x", "current_user_can_bypass": "never"}"#),
        "/repos/o/r/branches/main": Reply(404, #"{"message": "Branch not found"}"#),
      ])
    #expect(found.status == .bad)
  }

  @Test func `a branch protection, whose rules are hidden, is a warning`() async throws {
    let found = try await diagnosis(
      .branchRules,
      ["/repos/o/r/branches/main": .json(#"{"name": "main", "protected": true}"#)])
    #expect(found.detail == "`main` has a branch protection, whose rules are not shown")
    #expect(found.status == .warning)
  }

  @Test func `rules that keep new tags away are a warning`() async throws {
    let found = try await diagnosis(
      .tagRules,
      [
        "/repos/o/r/rulesets": .json(#"[{"id": 7, "target": "tag", "enforcement": "active"}]"#),
        "/repos/o/r/rulesets/7": .json(
          #"{"id": 7, "name": "x", "rules": [{"type": "creation"}, {"type": "deletion"}]}"#),
      ])
    #expect(found.status == .warning)
    #expect(found.detail == "rules for tags may refuse releases: `creation`")
  }

  @Test(
    arguments: [
      ("active", Diagnosis.Status.good), ("disabled_inactivity", .bad),
      ("disabled_manually", .bad), ("disabled_fork", .bad), ("deleted", .bad), ("new", .warning),
    ])
  func `a workflow that does not run is found`(
    _ state: String, _ status: Diagnosis.Status
  ) async throws {
    let found = try await diagnosis(
      .workflow, [Self.workflow: .json(#"{"name": "Sync", "state": "\#(state)"}"#)])
    #expect(found.status == status)
  }

  @Test func `a workflow that is missing is a warning, and has no last run`() async throws {
    let missing = Reply(404, #"{"message": "Not Found"}"#)
    let answers = [Self.workflow: missing, Self.workflow + "/runs": missing]
    #expect(try await diagnosis(.workflow, answers).status == .warning)
    #expect(try await diagnosis(.lastRun, answers).status == .skipped)
  }

  @Test(
    arguments: [
      ("2026-11-19T12:00:00Z", Diagnosis.Status.good, "succeeded 2 days ago"),
      ("2026-11-19T11:59:59Z", .warning, "succeeded 2 days ago"),
      ("2026-11-21T11:59:00Z", .good, "succeeded 60 seconds ago"),
    ])
  func `a last run that is long ago is a warning`(
    _ date: String, _ status: Diagnosis.Status, _ detail: String
  ) async throws {
    let runs = """
      {"workflow_runs": [{"id": 8, "event": "schedule", "html_url": "https://x/8", \
      "created_at": "\(date)"}]}
      """
    let found = try await diagnosis(.lastRun, [Self.workflow + "/runs": .json(runs)])
    #expect(found.status == status)
    #expect(found.detail.hasPrefix(detail))
  }

  @Test func `a workflow that never succeeded is a warning`() async throws {
    let found = try await diagnosis(
      .lastRun, [Self.workflow + "/runs": .json(#"{"workflow_runs": []}"#)])
    #expect(found.status == .warning)
  }

  @Test(
    arguments: [
      ("https://github.com/o/r.git", "o/r"), ("https://GitHub.com/o/r", "o/r"),
      ("https://token@github.com/o/r/", "o/r"), ("git@github.com:o/r.git", "o/r"),
      ("ssh://git@github.com/o/r.git", "o/r"), ("https://gitlab.com/o/r", nil),
      ("https://github.com.example.com/o/r", nil), ("/srv/github.com/o/r", nil),
      ("https://github.com/o", nil),
    ] as [(String, String?)])
  func `a remote's address names the repository`(_ url: String, _ name: String?) {
    #expect(Examination.name(in: url, on: "github.com") == name)
  }
}
