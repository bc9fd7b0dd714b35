import Model
import PolicyLanguage

/// What it reports: a service in `aws:CalledVia`, or the keys like it, that is not written as
/// services are.
///
/// Why it matters: no service has such a name, so that the condition does not do what it says.
///
/// AWS: `error-invalid-service-principal-format`
enum InvalidServicePrincipalFormat: PolicyCheck {
  static let code: IssueCode = "INVALID_SERVICE_PRINCIPAL_FORMAT"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .condition(
        """
        {"ForAnyValue:StringEquals": {"aws:CalledVia": ["athena.amazonaws.com", \
        1️⃣"application-signals.cloudwatch.amazonaws.com"]}}
        """)
    ],
    accepted: [
      .condition(#"{"StringEquals": {"aws:CalledViaFirst": "athena.amazonaws.com"}}"#),
      .condition(#"{"StringEquals": {"iam:PassedToService": "a.b.amazonaws.com"}}"#),
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard condition.foldedName.hasPrefix("aws:calledvia"), condition.comparison.family == .string
    else { return [] }
    return condition.values.filter { !isService($0.string ?? "") }.map { value in
      Issue(
        """
        The service principal does not match the expected format. Use the format \
        service.amazonaws.com, or use one of the following suffixes: .amazon.com, \
        .amazonaws.com.cn with all lowercase letters.
        """, at: value)
    }
  }

  private static let suffixes = [".amazonaws.com.cn", ".amazonaws.com", ".amazon.com"]

  /// Whether a text is one label in lower case and a suffix; patterns are let pass.
  private static func isService(_ text: String) -> Bool {
    guard !text.contains("*"), !text.contains("?") else { return true }
    guard let suffix = suffixes.first(where: text.hasSuffix) else { return false }
    let label = text.utf8.dropLast(suffix.utf8.count)
    return !label.isEmpty
      && label.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
