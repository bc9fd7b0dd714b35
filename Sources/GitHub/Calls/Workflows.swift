package import Model
import PolicyLanguage

extension GitHubClient {
  /// A workflow by the name of its file, such as `sync.yml`.
  package func workflow(_ file: String) async throws(GitHubError) -> GitHubWorkflow {
    let operation = "read the workflow `\(file)` of `\(repository)`"
    let json = try await read(
      GitHubCall(operation: operation, path: ["actions", "workflows", file]))
    return try GitHubWorkflow(Answered(json, operation))
  }

  /// The newest run of a workflow that succeeded; nil where none did, or GitHub has forgotten it.
  package func latestSuccessfulRun(
    of file: String
  ) async throws(GitHubError) -> GitHubWorkflowRun? {
    let operation = "list the runs of the workflow `\(file)` of `\(repository)`"
    let json = try await read(
      GitHubCall(
        operation: operation, path: ["actions", "workflows", file, "runs"],
        query: [("status", "success"), ("per_page", "1")]))
    guard let runs = json["workflow_runs"], runs.kind == .array else {
      throw GitHubError(.unreadable, operation, message: "the answer has no `workflow_runs`")
    }
    var iterator = runs.elements
    guard let newest = iterator.next() else { return nil }
    return try GitHubWorkflowRun(Answered(newest, operation))
  }
}

/// A workflow, and whether GitHub runs it.
package struct GitHubWorkflow: Sendable, Equatable {
  /// Whether a workflow runs, and if not, why.
  package enum State: String, Sendable {
    case active
    case deleted
    /// It came with a fork, where nothing is scheduled before somebody says so.
    case disabledInFork = "disabled_fork"
    /// Nothing happened in the repository for 60 days.
    case disabledByInactivity = "disabled_inactivity"
    case disabledByHand = "disabled_manually"
    /// GitHub has a word for it that is not known here.
    case other
  }

  package let name: String
  package let state: State

  init(_ answer: Answered) throws(GitHubError) {
    name = try answer.text("name")
    state = State(rawValue: try answer.text("state")) ?? .other
  }
}

/// A run of a workflow.
package struct GitHubWorkflowRun: Sendable, Equatable {
  package let id: Int
  /// When it was started; the first time, where it was run again.
  package let createdAt: Timestamp
  /// What started it, such as `schedule`.
  package let event: String
  /// Where a person can look at it.
  package let url: String

  init(_ answer: Answered) throws(GitHubError) {
    id = try answer.number("id")
    createdAt = try answer.time("created_at")
    event = try answer.text("event")
    url = try answer.text("html_url")
  }
}
