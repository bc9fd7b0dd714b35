import Configuration
import Testing

/// One of all the surroundings in which a run can find itself.
private struct Situation {
  var option: Bool?
  var configured: Bool?
  var isActions: Bool
  var event: String?
  /// `GITHUB_REPOSITORY`.
  var actual: String?
  /// What is configured, or nil.
  var repository: String?

  static let all: [Situation] = {
    let wishes: [Bool?] = [nil, true, false]
    let events = [
      nil, "schedule", "workflow_dispatch", "push", "pull_request", "pull_request_target",
      "pull_request_review", "merge_group",
    ]
    let repositories = [nil, "octo/policies", "Octo/Policies", "fork/policies", "policies"]
    return product(wishes, wishes, [true, false]).flatMap { option, configured, isActions in
      product(events, repositories, [nil, "octo/policies"]).map {
        Situation(
          option: option, configured: configured, isActions: isActions, event: $0, actual: $1,
          repository: $2)
      }
    }
  }()

  func policy(pushing: Bool? = nil) throws -> RunPolicy {
    var configuration = Configuration()
    configuration.repository = try repository.map { try RepositoryName($0) }
    configuration.push = configured
    configuration.publish = configured
    return RunPolicy(
      configuration, RunPolicy.Options(push: pushing ?? option, publish: option),
      ActionsEnvironment(isActions: isActions, eventName: event, repository: actual))
  }

  /// The design's sentences, one line each; the first that applies decides.
  var expected: String {
    if option == false { return "switchedOffByOption" }
    if option == nil, !isActions { return "outsideActions" }
    if option == nil, configured == nil { return "undecided" }
    if option == nil, configured == false { return "switchedOffByConfiguration" }
    if let event, event.hasPrefix("pull_request") || event == "merge_group" {
      return "foreignEvent"
    }
    if !isActions, actual == nil { return "granted" }
    if repository == nil { return "repositoryNotConfigured" }
    return ["octo/policies", "Octo/Policies"].contains(actual) ? "granted" : "otherRepository"
  }
}

private func product<A, B, C>(_ first: [A], _ second: [B], _ third: [C]) -> [(A, B, C)] {
  first.flatMap { a in second.flatMap { b in third.map { (a, b, $0) } } }
}

private func name(_ permission: RunPolicy.Permission) -> String {
  guard case .denied(let denial) = permission else { return "granted" }
  return String("\(denial.reason)".prefix { $0 != "(" })
}

@Suite struct RunPolicyTests {
  @Test func `every situation has the answer of the design`() throws {
    #expect(Situation.all.count == 3 * 3 * 2 * 8 * 5 * 2)
    for situation in Situation.all {
      let policy = try situation.policy()
      #expect(name(policy.push) == situation.expected, "\(situation)")
      #expect(name(policy.publish) == situation.expected, "\(situation)")
    }
  }

  @Test func `nothing is told where nothing is pushed`() throws {
    for situation in Situation.all {
      let policy = try situation.policy(pushing: false)
      #expect(name(policy.push) == "switchedOffByOption")
      let expected = situation.expected == "granted" ? "notPushed" : situation.expected
      #expect(name(policy.publish) == expected, "\(situation)")
    }
  }

  @Test func `the command line's repository stands in for the configured one`() throws {
    var configuration = Configuration()
    configuration.repository = try RepositoryName("octo/policies")
    configuration.push = true
    let options = RunPolicy.Options(repository: try RepositoryName("fork/policies"))
    let actions = ActionsEnvironment(isActions: true, repository: "fork/policies")
    #expect(RunPolicy(configuration, options, actions).push == .granted)
    #expect(RunPolicy(configuration, .init(), actions).push != .granted)
  }

  @Test func `the surroundings are taken from the variables`() {
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "schedule", "GITHUB_REPOSITORY": "octo/p",
    ]
    let expected = ActionsEnvironment(
      isActions: true, eventName: "schedule", repository: "octo/p")
    #expect(ActionsEnvironment(variables) == expected)
    #expect(ActionsEnvironment(["GITHUB_ACTIONS": "1"]) == ActionsEnvironment(isActions: false))
    #expect(ActionsEnvironment(["GITHUB_REPOSITORY": ""]) == ActionsEnvironment(isActions: false))
  }
}

@Suite struct DenialTests {
  @Test(arguments: [
    (
      Situation(option: false, isActions: false),
      "not pushing: `--no-push` was given", nil
    ),
    (
      Situation(configured: true, isActions: false),
      "not pushing: this is not GitHub Actions", "`--push` does it for this run"
    ),
    (
      Situation(configured: false, isActions: true),
      "not pushing: `push` is false in .github/mamip.json", "`--push` does it for this run"
    ),
    (
      Situation(isActions: true),
      "not pushing: neither .github/mamip.json nor the command line asks for it",
      "set `push` in .github/mamip.json, or give `--push`"
    ),
    (
      Situation(configured: true, isActions: true, event: "pull_request_target"),
      "refusing to push: the event is `pull_request_target`",
      "start the workflow by `schedule` or `workflow_dispatch`"
    ),
    (
      Situation(configured: true, isActions: true, actual: "octo/p"),
      "refusing to push: .github/mamip.json does not name the `repository`",
      "set `repository` to `octo/p`"
    ),
    (
      Situation(configured: true, isActions: true, actual: "fork/p", repository: "octo/p"),
      "refusing to push: this is `fork/p`, not the configured `octo/p`",
      "set `repository` in .github/mamip.json if this is to be an archive of its own"
    ),
    (
      Situation(configured: true, isActions: true, repository: "octo/p"),
      "refusing to push: GITHUB_REPOSITORY is not set, so this may not be the configured `octo/p`",
      "set `repository` in .github/mamip.json if this is to be an archive of its own"
    ),
  ])
  private func `a denial says why, and what to do`(
    situation: Situation, message: String, hint: String?
  ) throws {
    guard case .denied(let denial) = try situation.policy().push else {
      Issue.record("granted")
      return
    }
    #expect(denial.message == message)
    #expect(denial.hint == hint)
    #expect(denial.isRefusal == message.hasPrefix("refusing"))
  }

  @Test func `telling is denied in its own words`() throws {
    let situation = Situation(option: true, isActions: false)
    guard case .denied(let denial) = try situation.policy(pushing: false).publish else {
      Issue.record("granted")
      return
    }
    #expect(denial.message == "refusing to publish: this run does not push")
    #expect(denial.hint == "only releases that were pushed are told: give `--push` too")
  }
}
