import Model
import PolicyLanguage

/// What it reports: an action whose service does not exist.
///
/// Why it matters: the statement has no effect for it.
///
/// AWS: `error-invalid-service-in-action`
enum InvalidServiceInAction: PolicyCheck {
  static let code: IssueCode = "INVALID_SERVICE_IN_ACTION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .action(#"["s3:GetObject", 1️⃣"builderid:CreateInvitation"]"#),
      .action(#"1️⃣"GetObject""#),
    ],
    accepted: [
      .action(#"["s3:GetObject", "*"]"#),
      .action(#""zocalo:Describe*""#),
      .action(#""s?:GetObject""#),
    ])

  static func issues(in action: PolicyAction, _ context: Context) -> [Issue] {
    guard !isKnown(action, context) else { return [] }
    return [
      Issue("The service \(action.text) specified in the action does not exist.", at: action.node)
    ]
  }

  /// A service with a wildcard or a variable in its name is for other checks.
  private static func isKnown(_ action: PolicyAction, _ context: Context) -> Bool {
    guard context.services[action] == nil else { return true }
    guard let service = action.service else { return action.text == "*" }
    return context.services.exists(service[...]) || !service.isLiteral
  }
}
