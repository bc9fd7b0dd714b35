import Configuration

extension DoctorCheck {
  /// The job in GitHub Actions was given what a run needs.
  static let actions = DoctorCheck("actions") { examination throws(Diagnosis) in
    let actions = ActionsEnvironment(examination.live.environment)
    guard actions.isActions else { return .skipped("this is not GitHub Actions") }
    let policy = RunPolicy(examination.configured, RunPolicy.Options(), actions)
    if case .denied(let denial) = policy.push, denial.isRefusal {
      throw .bad(denial.message, hint: denial.hint)
    }
    let usesIAM =
      examination.options.source.map { $0 == "iam" }
      ?? (examination.configured.source?.kind == .iam)
    if usesIAM, examination.variable("AWS_ROLE_ARN") != nil,
      examination.variable("ACTIONS_ID_TOKEN_REQUEST_URL") == nil,
      examination.variable("AWS_WEB_IDENTITY_TOKEN_FILE") == nil
    {
      throw .bad(
        "the job gets no identity token, so `AWS_ROLE_ARN` cannot be assumed",
        hint: "give the job `permissions: id-token: write`")
    }
    let variables = ["GITHUB_TOKEN", "GH_TOKEN", "MAMIP_GITHUB_APP_ID"]
    let hasToken = variables.contains { examination.variable($0) != nil }
    guard hasToken || !examination.pushes else {
      throw .warning(
        "the step has no `GITHUB_TOKEN`, so git alone can know a credential to push with",
        hint: "give the step `env: GITHUB_TOKEN: ${{ github.token }}`")
    }
    let event = actions.eventName.map { ", started by `\($0)`" } ?? ""
    return .good("`\(actions.repository ?? "")`\(event)")
  }
}
