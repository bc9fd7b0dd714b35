/// Pages of others that explain what the archive tells of.
package enum ReferencePages {
  /// Where AWS explains its checks of policies.
  private static let checks =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"

  /// Where AWS explains a check.
  package static func check(_ code: IssueCode, _ type: FindingType) -> String {
    let slug = code.description.lowercased().utf8.map {
      $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0
    }
    return "\(checks)#access-analyzer-reference-policy-checks-\(type.slug)-"
      + String(decoding: slug, as: UTF8.self)
  }

  /// Where a known way to more permissions is explained, such as `iam-005`.
  package static func escalation(_ id: String) -> String { "https://pathfinding.cloud/paths/\(id)" }

  /// AWS's own page on a managed policy.
  package static func policy(_ name: PolicyName) -> String {
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/\(name).html"
  }
}

extension FindingType {
  /// Its name in anchors, where warnings have kept an older one.
  fileprivate var slug: String {
    switch self {
    case .error: "error"
    case .securityWarning: "security-warning"
    case .warning: "general-warning"
    case .suggestion: "suggestion"
    }
  }
}
