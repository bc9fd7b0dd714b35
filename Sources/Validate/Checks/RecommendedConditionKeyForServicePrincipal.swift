import Model
import PolicyLanguage

/// What it reports: a service that is limited by `aws:Referer`.
///
/// Why it matters: services had that key before the ones that are made for it.
///
/// AWS: `suggestion-recommended-condition-key-for-service-principal`
enum RecommendedConditionKeyForServicePrincipal: PolicyCheck {
  static let code: IssueCode = "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"
  static let type = FindingType.suggestion
  static let policyTypes: Set<PolicyType> = [.resource]
  static let examples = Examples(
    reported: [
      .principal(
        #"{"Service": "ses.amazonaws.com"}"#,
        condition: #"{"StringEquals": {1️⃣"aws:Referer": "111122223333"}}"#)
    ],
    accepted: [
      .principal(
        #"{"Service": "ses.amazonaws.com"}"#,
        condition: #"{"StringEquals": {"aws:SourceAccount": "111122223333"}}"#),
      .principal(#""*""#, condition: #"{"StringEquals": {"aws:Referer": "a"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, condition.foldedName == "aws:referer",
      let service = context.statement.principal?.entries.first(where: { $0.isKind("Service") })
    else { return [] }
    let prefix = service.text.prefix { $0 != "." }
    return [
      Issue(
        """
        To restrict access to the service principal \(prefix) operating on your behalf, we \
        recommend aws:SourceArn or aws:SourceAccount instead of \(condition.name).
        """, at: condition.key)
    ]
  }
}
