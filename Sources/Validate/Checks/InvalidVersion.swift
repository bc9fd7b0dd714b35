import Model
import PolicyLanguage

/// What it reports: a `Version` other than the two that there are.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-invalid-version`
enum InvalidVersion: PolicyCheck {
  static let code: IssueCode = "INVALID_VERSION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.policy(#"{"Version": 1️⃣"2012-10-18", "Statement": []}"#)],
    accepted: [.policy(#"{"Version": "2008-10-17", "Statement": []}"#)])

  static func issues(in policy: PolicyDocument, _ context: Context) -> [Issue] {
    guard let version = policy.version, let text = version.string, !versions.contains(text)
    else { return [] }
    let names = versions.joined(separator: ", ")
    return [
      Issue(
        "The version \(text) is not valid. Use one of the following versions: \(names)", at: version
      )
    ]
  }

  private static let versions = ["2012-10-17", "2008-10-17"]
}
