import Model
import PolicyLanguage

/// What it reports: a key for something that a session is given, without the action that gives it.
///
/// Why it matters: without the action a session cannot be given it, so that whoever sets it is
/// refused.
///
/// AWS: `error-missing-action-for-condition-key`
enum MissingActionForConditionKey: PolicyCheck {
  static let code: IssueCode = "MISSING_ACTION_FOR_CONDITION_KEY"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .condition(#"{"StringEquals": {1️⃣"sts:SourceIdentity": "a"}}"#, action: "sts:AssumeRole")
    ],
    accepted: [.condition(#"{"StringEquals": {"sts:SourceIdentity": "a"}}"#, action: "sts:*")])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    let statement = context.statement
    guard statement.allows, let needed = actions[condition.foldedName], let list = statement.action,
      list.entries.contains(where: { $0.service == "sts" }),
      !list.entries.contains(where: { $0.covers(needed.lowercased()) })
    else { return [] }
    return [
      Issue(
        """
        The \(needed) action must be in the action block to allow setting values for the condition \
        key \(condition.name). Add \(needed) to the action block.
        """, at: condition.key)
    ]
  }

  /// Keys in lower case, and the actions that set them.
  private static let actions = [
    "sts:sourceidentity": "sts:SetSourceIdentity",
    "sts:transitivetagkeys": "sts:TagSession",
  ]
}
