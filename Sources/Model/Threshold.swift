/// The types of findings with which a run fails.
package enum Threshold: String, Sendable, CaseIterable {
  case error
  case securityWarning = "security-warning"
  case warning
  case suggestion
  case never

  /// Whether a finding of this type is one too many; each threshold includes the ones before it.
  package func isMet(by type: FindingType) -> Bool {
    switch self {
    case .error: type >= .error
    case .securityWarning: type >= .securityWarning
    case .warning: type >= .warning
    case .suggestion: true
    case .never: false
    }
  }
}
