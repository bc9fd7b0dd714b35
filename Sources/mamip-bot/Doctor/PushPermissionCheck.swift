import GitHub

extension DoctorCheck {
  /// The token may push, to a repository that takes pushes.
  static let pushPermission = DoctorCheck(
    "push", after: "github"
  ) { examination async throws(Diagnosis) in
    let client = try await examination.gitHub()
    let state = try await Diagnosis.during { try await client.repositoryState() }
    if state.isArchived || state.isDisabled {
      throw .bad(
        "`\(state.fullName)` is \(state.isArchived ? "archived" : "disabled"): "
          + "nothing can be pushed", hint: "unarchive it in its settings, or ask GitHub")
    }
    switch state.canPush {
    case true?: return .good("the token may push")
    case nil: return .skipped("GitHub does not say without a token")
    case false?:
      let isNeeded = examination.pushes && examination.variable("GITHUB_ACTIONS") != "true"
      let detail = "the token may not push to `\(state.fullName)`"
      let hint = "it needs the permission `contents: write`"
      // What a job's own token may do is not always shown here.
      throw isNeeded ? .bad(detail, hint: hint) : .warning(detail, hint: hint)
    }
  }
}
