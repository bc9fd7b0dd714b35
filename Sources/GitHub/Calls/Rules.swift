import PolicyLanguage

extension GitHubClient {
  /// The rules of all active rulesets, the organisation's included, that hold for a branch, which
  /// need not exist.
  ///
  /// Branch protections of the older kind are not among them.
  package func branchRules(_ branch: String) async throws(GitHubError) -> [GitHubRule] {
    let operation = "read the rules for the branch `\(branch)` of `\(repository)`"
    let items = try await list(
      GitHubCall(operation: operation, path: ["rules", "branches", branch]))
    var rules: [GitHubRule] = []
    for item in items { rules.append(try GitHubRule(Answered(item, operation))) }
    return rules
  }

  /// A ruleset with its rules.
  package func ruleset(_ id: Int) async throws(GitHubError) -> GitHubRuleset {
    let operation = "read the ruleset \(id) of `\(repository)`"
    let json = try await read(GitHubCall(operation: operation, path: ["rulesets", String(id)]))
    return try GitHubRuleset(Answered(json, operation))
  }

  /// The ids of the active rulesets for tags.
  package func tagRulesets() async throws(GitHubError) -> [Int] {
    let operation = "list the rulesets of `\(repository)`"
    var ids: [Int] = []
    for item in try await list(GitHubCall(operation: operation, path: ["rulesets"]))
    where item["target"]?.isString("tag") ?? false
      && item["enforcement"]?.isString("active") ?? false
    {
      ids.append(try Answered(item, operation).number("id"))
    }
    return ids
  }
}

/// A rule of a ruleset.
package struct GitHubRule: Sendable, Equatable {
  /// What a rule means for a program that pushes new commits and tags.
  package enum Effect: Sendable {
    /// It lets such pushes pass.
    case harmless
    /// It depends on the commits, or on what is there already.
    case conditional
    /// It refuses them.
    case refuses
  }

  /// GitHub's word for it, such as `pull_request`.
  package let type: String
  /// The ruleset that it belongs to; nil where GitHub does not say.
  package let rulesetID: Int?

  init(_ answer: Answered) throws(GitHubError) {
    type = try answer.text("type")
    rulesetID = answer.json["ruleset_id"]?.numberText.flatMap { Int($0) }
  }

  /// What it means for fast-forward pushes of unsigned commits.
  ///
  /// A type that is not known may refuse them.
  package var effect: Effect {
    switch type {
    case "copilot_code_review", "deletion", "non_fast_forward", "required_linear_history":
      .harmless
    case "code_quality", "code_scanning", "merge_queue", "pull_request", "required_deployments",
      "required_signatures", "required_status_checks", "update", "workflows":
      .refuses
    default: .conditional
    }
  }
}

/// A ruleset, and whether the token stands above it.
package struct GitHubRuleset: Sendable, Equatable {
  package let id: Int
  package let name: String
  /// Empty where GitHub does not show them.
  package let rules: [GitHubRule]
  /// Whether pushes with this token pass whatever the rules say; nil where GitHub does not tell.
  package let canBypass: Bool?

  init(_ answer: Answered) throws(GitHubError) {
    id = try answer.number("id")
    name = try answer.text("name")
    var rules: [GitHubRule] = []
    for rule in answer.json["rules"].map({ Array($0.elements) }) ?? [] {
      rules.append(try GitHubRule(Answered(rule, answer.operation)))
    }
    self.rules = rules
    // `pull_requests_only` is of no use to a push.
    canBypass = answer.json["current_user_can_bypass"]?.string.map {
      ["always", "exempt"].contains($0)
    }
  }
}
