import Model

/// A check that Access Analyzer has and this program has not.
struct UnbuiltCheck: Sendable {
  let code: IssueCode
  let type: FindingType
  /// Why it is left out.
  let reason: String

  /// All of them.
  static let all = [
    UnbuiltCheck(
      code: "IRRELEVANT_CONDITION_KEY_IN_POLICY", type: .suggestion,
      reason: "depends on the kind of resource that a policy is attached to, which nothing says"),
    UnbuiltCheck(
      code: "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", type: .warning,
      reason: "each kind of resource has a quota of its own, and nothing says the kind"),
    UnbuiltCheck(
      code: "UNSUPPORTED_ACTION_IN_POLICY", type: .error,
      reason: "depends on the kind of resource that a policy is attached to, which nothing says"),
    UnbuiltCheck(
      code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY", type: .error,
      reason: "depends on the kind of resource that a policy is attached to, which nothing says"),
  ]
}
