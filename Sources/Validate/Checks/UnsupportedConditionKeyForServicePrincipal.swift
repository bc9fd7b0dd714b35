import Model
import PolicyLanguage

/// What it reports: a service allowed by a key that only says something of people and roles.
///
/// Why it matters: the key is not in requests of services, so that they are not allowed.
///
/// AWS: `error-unsupported-condition-key-for-service-principal`
enum UnsupportedConditionKeyForServicePrincipal: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.resource]
  static let examples = Examples(
    reported: [
      .principal(
        #"{"Service": "sns.amazonaws.com"}"#,
        condition: #"{"StringEquals": {1️⃣"aws:PrincipalOrgID": "o-1234567890"}}"#)
    ],
    accepted: [
      .principal(
        #"{"Service": "sns.amazonaws.com"}"#,
        condition: #"{"StringEquals": {"aws:SourceOrgID": "o-1234567890"}}"#)
    ])

  static func issues(in statement: PolicyStatement, _ context: Context) -> [Issue] {
    guard statement.allows, let principals = statement.principal?.entries, !principals.isEmpty,
      principals.allSatisfy({ $0.isKind("Service") })
    else { return [] }
    let found = statement.conditions.filter {
      keys.contains($0.foldedName) && !$0.comparison.hasIfExists && $0.comparison.family != .null
    }
    let names = found.map(\.name).joined(separator: ", ")
    return Issue.ifAny(
      found.map(\.key),
      """
      The following condition keys are not supported when used with the service principal: \
      \(names).
      """)
  }

  private static let keys: Set = [
    "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths",
  ]
}
