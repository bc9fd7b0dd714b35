import Model
import PolicyLanguage

/// What it reports: several statements with the same `Sid`.
///
/// Why it matters: a `Sid` is there to tell statements apart.
///
/// AWS: `general-warning-unique-sids-recommended`
enum UniqueSidsRecommended: PolicyCheck {
  static let code: IssueCode = "UNIQUE_SIDS_RECOMMENDED"
  static let type = FindingType.warning
  static let policyTypes: Set<PolicyType> = [.resource, .trust]
  static let examples = Examples(
    reported: [
      .policy(
        #"{"Version": "2012-10-17", "Statement": [{"Sid": 1️⃣"A"}, {"Sid": 2️⃣"A"}]}"#, type: .resource)
    ],
    accepted: [
      .policy(
        #"{"Version": "2012-10-17", "Statement": [{"Sid": "A"}, {"Sid": "a"}]}"#, type: .resource)
    ])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    policy.repeatedSids.map { nodes in
      Issue(
        """
        We recommend that you use statement IDs that are unique to your policy. Update the Sid \
        value.
        """, at: nodes)
    }
  }
}
