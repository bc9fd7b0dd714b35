import GitHub
import Model
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct CallsTests {
  @Test func `a repository says what may be done with it`() async throws {
    let world = try World { _ in
      .json(
        """
        {"id": 7, "full_name": "new/name", "default_branch": "trunk", "archived": true, \
        "disabled": true, "permissions": {"admin": false, "push": false, "pull": true}}
        """)
    }
    let state = try await world.client(repository: "old/name").repositoryState()
    #expect(world.server.requests.map(\.target) == ["/repos/old/name"])
    #expect(state.fullName == "new/name")
    #expect(state.defaultBranch == "trunk")
    #expect(state.isArchived)
    #expect(state.isDisabled)
    #expect(state.canPush == false)
  }

  @Test func `a branch is there and protected, or it is not there`() async throws {
    let world = try World { request in
      request.path == "/repos/o/r/branches/main"
        ? .json(#"{"name": "main", "commit": {}, "protected": true}"#)
        : .error(404, "Branch not found")
    }
    #expect(try await world.client().branch("main")?.isProtected == true)
    #expect(try await world.client().branch("none") == nil)
  }

  @Test(
    arguments: [
      ("creation", .conditional), ("copilot_code_review", .harmless), ("deletion", .harmless),
      ("non_fast_forward", .harmless), ("required_linear_history", .harmless),
      ("commit_message_pattern", .conditional), ("max_file_size", .conditional),
      ("a_new_one", .conditional), ("merge_queue", .refuses), ("pull_request", .refuses),
      ("required_deployments", .refuses), ("required_signatures", .refuses),
      ("required_status_checks", .refuses), ("update", .refuses), ("workflows", .refuses),
    ] as [(String, GitHubRule.Effect)])
  func `a rule means something for a push`(
    _ type: String, _ effect: GitHubRule.Effect
  ) async throws {
    let world = try World { _ in .json(#"[{"type": "\#(type)", "ruleset_id": 42}]"#) }
    let rules = try await world.client().branchRules("main")
    #expect(rules.map(\.effect) == [effect])
    #expect(rules.map(\.rulesetID) == [42])
  }

  @Test(
    arguments: [
      (#""always""#, true), (#""exempt""#, true), (#""never""#, false),
      (#""pull_requests_only""#, false), ("null", nil),
    ] as [(String, Bool?)])
  func `a ruleset says whether the token stands above it`(
    _ word: String, _ canBypass: Bool?
  ) async throws {
    let world = try World { _ in
      .json(
        """
        {"id": 42, "name": "main only", "target": "branch", "enforcement": "active", \
        "rules": [{"type": "update"}], "current_user_can_bypass": \(word)}
        """)
    }
    let ruleset = try await world.client().ruleset(42)
    #expect(world.server.requests.map(\.target) == ["/repos/o/r/rulesets/42"])
    #expect(ruleset.name == "main only")
    #expect(ruleset.rules.map(\.type) == ["update"])
    #expect(ruleset.canBypass == canBypass)
  }

  @Test func `only active rulesets for tags are listed`() async throws {
    let world = try World { _ in
      .json(
        """
        [{"id": 1, "target": "branch", "enforcement": "active"},
        {"id": 2, "target": "tag", "enforcement": "evaluate"},
        {"id": 3, "target": "tag", "enforcement": "active"}]
        """)
    }
    #expect(try await world.client().tagRulesets() == [3])
  }

  @Test(
    arguments: [
      ("active", .active), ("disabled_fork", .disabledInFork),
      ("disabled_inactivity", .disabledByInactivity), ("disabled_manually", .disabledByHand),
      ("deleted", .deleted), ("a_new_one", .other),
    ] as [(String, GitHubWorkflow.State)])
  func `a workflow is active, or says why it is not`(
    _ word: String, _ state: GitHubWorkflow.State
  ) async throws {
    let world = try World { _ in .json(#"{"id": 1, "name": "Sync", "state": "\#(word)"}"#) }
    let workflow = try await world.client().workflow("sync.yml")
    #expect(world.server.requests.map(\.target) == ["/repos/o/r/actions/workflows/sync.yml"])
    #expect(workflow.name == "Sync")
    #expect(workflow.state == state)
  }

  @Test func `the newest run that succeeded is found`() async throws {
    let world = try World { _ in
      .json(
        """
        {"total_count": 2, "workflow_runs": [{"id": 8, "event": "schedule", \
        "status": "completed", "conclusion": "success", "created_at": "2026-11-20T18:17:03Z", \
        "html_url": "https://github.com/o/r/actions/runs/8"}]}
        """)
    }
    let run = try #require(try await world.client().latestSuccessfulRun(of: "sync.yml"))
    #expect(
      world.server.requests.map(\.target) == [
        "/repos/o/r/actions/workflows/sync.yml/runs?per_page=1&status=success"
      ])
    #expect(run.id == 8)
    #expect(run.event == "schedule")
    #expect(run.createdAt.rfc3339 == "2026-11-20T18:17:03Z")
    #expect(run.url == "https://github.com/o/r/actions/runs/8")
  }

  @Test func `no run has succeeded yet`() async throws {
    let world = try World { _ in .json(#"{"total_count": 0, "workflow_runs": []}"#) }
    #expect(try await world.client().latestSuccessfulRun(of: "sync.yml") == nil)
  }
}
