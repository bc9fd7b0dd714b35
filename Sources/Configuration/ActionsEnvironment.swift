/// What GitHub Actions says of the run; elsewhere, usually nothing.
package struct ActionsEnvironment: Sendable, Equatable {
  /// Whether the run is in GitHub Actions.
  package var isActions: Bool
  /// What started the workflow, such as `schedule`.
  package var eventName: String?
  /// The repository whose workflow runs, as `owner/name`.
  package var repository: String?

  package init(isActions: Bool, eventName: String? = nil, repository: String? = nil) {
    self.isActions = isActions
    self.eventName = eventName
    self.repository = repository
  }

  /// Takes `GITHUB_ACTIONS`, `GITHUB_EVENT_NAME` and `GITHUB_REPOSITORY` from the process's
  /// variables; an empty value counts as none.
  package init(_ variables: [String: String]) {
    let value = { (name: String) in variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    isActions = value("GITHUB_ACTIONS") == "true"
    eventName = value("GITHUB_EVENT_NAME")
    repository = value("GITHUB_REPOSITORY")
  }
}
