import GitHub
import Model

extension DoctorCheck {
  /// GitHub runs the workflow by its schedule.
  static let workflow = DoctorCheck(
    "workflow", after: "github"
  ) { examination async throws(Diagnosis) in
    let client = try await examination.gitHub()
    let file = examination.options.workflow
    let workflow: GitHubWorkflow
    do throws(GitHubError) {
      workflow = try await client.workflow(file)
    } catch {
      guard error.isNotFound else { throw .bad(error) }
      throw .warning(
        "`\(client.repository)` has no workflow `\(file)`, or the token may not see it",
        hint: "`mamip-bot init` writes one; push it to the default branch")
    }
    let enable = "run `gh workflow enable \(file)`, or enable it under Actions"
    switch workflow.state {
    case .active: return .good("`\(file)` is active")
    case .disabledByInactivity:
      throw .bad("GitHub disabled `\(file)` after 60 days without activity", hint: enable)
    case .disabledByHand: throw .bad("`\(file)` was disabled by hand", hint: enable)
    case .disabledInFork: throw .bad("`\(file)` is disabled, as in any new fork", hint: enable)
    case .deleted: throw .bad("`\(file)` was deleted", hint: "`mamip-bot init` writes one")
    case .other: throw .warning("`\(file)` is in a state that is not known here", hint: enable)
    }
  }

  /// The workflow succeeded not long ago.
  static let lastRun = DoctorCheck(
    "last run", after: "github"
  ) { examination async throws(Diagnosis) in
    let client = try await examination.gitHub()
    let file = examination.options.workflow
    let run: GitHubWorkflowRun?
    do throws(GitHubError) {
      run = try await client.latestSuccessfulRun(of: file)
    } catch {
      throw error.isNotFound ? .skipped("there is no workflow `\(file)`") : .bad(error)
    }
    guard let run else {
      throw .warning(
        "no run of `\(file)` has succeeded yet", hint: "start one: `gh workflow run \(file)`")
    }
    let age = examination.now().seconds - run.createdAt.seconds
    let state = "succeeded \(TimeSpan(seconds: age)) ago, started by `\(run.event)`: \(run.url)"
    guard age <= ageMax else {
      throw .warning(state, hint: "see why there was none since: `gh run list -w \(file)`")
    }
    return .good(state)
  }

  /// Two days, in seconds: a run every few hours that fails for so long needs a person.
  private static let ageMax: Int64 = 2 * 86_400
}
