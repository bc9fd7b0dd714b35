import GitHub

extension DoctorCheck {
  /// No rule of the branch refuses the bot's pushes.
  static let branchRules = DoctorCheck(
    "branch rules", after: "github"
  ) { examination async throws(Diagnosis) in
    let client = try await examination.gitHub()
    let branch = try examination.branchName()
    return try await Diagnosis.during {
      let rules = try await client.branchRules(branch)
      let state = try await client.branch(branch)
      guard !rules.isEmpty else { return try unruled(branch, state) }
      let relevant = rules.filter {
        $0.effect != .harmless && (state == nil || $0.type != "creation")
      }
      return try verdict(await client.weigh(relevant), "branch `\(branch)`")
    }
  }

  /// No rule for tags refuses the tag of a release.
  static let tagRules = DoctorCheck(
    "tag rules", after: "github"
  ) { examination async throws(Diagnosis) in
    let client = try await examination.gitHub()
    return try await Diagnosis.during {
      var rules: [GitHubRule] = []
      for id in try await client.tagRulesets().prefix(RulesLimits.rulesetsMax) {
        let ruleset = try await client.ruleset(id)
        if ruleset.canBypass != true { rules += ruleset.rules }
      }
      // Which tags a ruleset is for is not looked at, so none of them is sure to refuse ours.
      let open = rules.filter { RulesLimits.tagRules.contains($0.type) }
      guard open.isEmpty else {
        throw Diagnosis.warning(
          "rules for tags may refuse releases: \(open.types)",
          hint: "they must let the bot create tags such as `2026-11-20-18-00`")
      }
      return .good(rules.isEmpty ? "there are none" : "\(rules.types) let releases pass")
    }
  }

  private static func unruled(
    _ branch: String, _ state: GitHubBranch?
  ) throws(Diagnosis) -> Diagnosis {
    guard state?.isProtected ?? false else { return .good("there are none for branch `\(branch)`") }
    throw .warning(
      "`\(branch)` has a branch protection, whose rules are not shown",
      hint: "it must let the bot push: no pull request, no status check, no signature")
  }

  private static func verdict(
    _ rules: WeighedRules, _ place: String
  ) throws(Diagnosis) -> Diagnosis {
    guard rules.refusing.isEmpty else {
      throw .bad(
        "rules of \(place) refuse pushes: \(rules.refusing.types)",
        hint: "let the bot bypass the ruleset, or take the branch out of it")
    }
    guard rules.unsure.isEmpty else {
      throw .warning(
        "rules of \(place) may refuse pushes: \(rules.unsure.types)",
        hint: "check that they take the bot's commits, or let the bot bypass the ruleset")
    }
    return .good("those of \(place) let pushes pass")
  }
}

/// What rules mean for the pushes of whoever has the token.
private struct WeighedRules {
  var refusing: [GitHubRule] = []
  /// It depends on the commits, or on who pushes, which GitHub does not show.
  var unsure: [GitHubRule] = []
}

private enum RulesLimits {
  /// The most rulesets that are looked at one by one.
  static let rulesetsMax = 20
  /// The rules that can refuse a new tag.
  static let tagRules: Set = ["creation", "required_signatures", "tag_name_pattern"]
}

extension GitHubClient {
  /// Leaves out the rules that the token stands above.
  fileprivate func weigh(_ rules: [GitHubRule]) async throws(GitHubError) -> WeighedRules {
    var canBypass: [Int: Bool] = [:]
    for id in Set(rules.compactMap(\.rulesetID)).sorted().prefix(RulesLimits.rulesetsMax)
    where connection.hasToken {
      canBypass[id] = try await ruleset(id).canBypass
    }
    var weighed = WeighedRules()
    for rule in rules {
      switch rule.rulesetID.flatMap({ canBypass[$0] }) {
      case true?: continue
      case false? where rule.effect == .refuses || rule.type == "creation":
        weighed.refusing.append(rule)
      case false?, nil: weighed.unsure.append(rule)
      }
    }
    return weighed
  }
}

extension [GitHubRule] {
  fileprivate var types: String {
    Set(map(\.type)).sorted().map { "`\($0)`" }.joined(separator: ", ")
  }
}
