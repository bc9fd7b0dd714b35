import Model
import PolicyLanguage

/// What it reports: a wildcard inside the name of a principal.
///
/// Why it matters: only a star that stands alone is more than a letter there.
///
/// AWS: `error-unsupported-wildcard-in-principal`
enum UnsupportedWildcardInPrincipal: PolicyCheck {
  static let code: IssueCode = "UNSUPPORTED_WILDCARD_IN_PRINCIPAL"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [.principal(#"{"AWS": ["*", 1️⃣"arn:aws:iam::111122223333:role/*"]}"#)],
    accepted: [.principal(#"{"AWS": "*"}"#)])

  static func issues(in principal: PolicyPrincipal, _ context: Context) -> [Issue] {
    guard principal.text != "*", principal.text.hasWildcard, let kind = principal.kind?.string
    else { return [] }
    return [
      Issue(
        """
        Wildcards (*, ?) are not supported with the principal key \(kind). Replace the wildcard \
        with a valid principal value.
        """, at: principal.node)
    ]
  }
}
