import Model
import PolicyLanguage

/// What it reports: several statements with the same `Sid`.
///
/// Why it matters: AWS refuses it in a policy of a user, group or role.
///
/// AWS: `error-unique-sids-required`
enum UniqueSidsRequired: PolicyCheck {
  static let code: IssueCode = "UNIQUE_SIDS_REQUIRED"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.identity]
  static let examples = Examples(
    reported: [
      .policy(#"{"Version": "2012-10-17", "Statement": [{"Sid": 1️⃣"A"}, {"Sid": 2️⃣"A"}]}"#)
    ],
    accepted: [.policy(#"{"Version": "2012-10-17", "Statement": [{"Sid": "A"}, {"Sid": "a"}]}"#)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    policy.repeatedSids.map { nodes in
      Issue(
        """
        Duplicate statement IDs are not supported for this policy type. Update the Sid value.
        """, at: nodes)
    }
  }
}
