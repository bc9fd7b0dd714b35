import Model
import PolicyLanguage

/// What it reports: a service allowed to act, whoever it acts for.
///
/// Why it matters: anybody can make the service use this resource for them, as a confused deputy.
///
/// AWS: `security-warning-restrict-access-to-service-principal`
enum RestrictAccessToServicePrincipal: PolicyCheck {
  static let code: IssueCode = "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL"
  static let type = FindingType.securityWarning
  static let policyTypes: Set<PolicyType> = [.resource]
  static let examples = Examples(
    reported: [.principal(#"{"Service": 1️⃣"sns.amazonaws.com"}"#)],
    accepted: [
      .principal(
        #"{"Service": "sns.amazonaws.com"}"#,
        condition: #"{"StringEquals": {"aws:SourceAccount": "111122223333"}}"#),
      .principal(#"{"AWS": "111122223333"}"#),
    ])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard context.statement.allows, principal.isKind("Service"),
      !context.statement.conditions.contains(where: { sources.contains($0.foldedName) })
    else { return [] }
    return [
      Issue(
        """
        Granting access to a service principal without specifying a source is overly permissive. \
        Use aws:SourceArn or aws:SourceAccount condition key and scope access to a specific source \
        to grant fine-grained access.
        """, at: principal.node)
    ]
  }

  /// The keys, in lower case, that say for whom a service acts.
  private static let sources: Set = [
    "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths",
  ]
}
