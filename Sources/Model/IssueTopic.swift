/// What a person should look at in a change, by the words of the configuration.
package enum IssueTopic: String, Sendable, CaseIterable {
  /// AWS no longer has the policy.
  case deprecation
  /// Validation found an `ERROR`.
  case error
  /// A known way to more permissions was opened.
  case escalation
  /// Actions were taken away.
  case removal
  /// AWS made a lower version the default.
  case rollback
  /// Validation found a `SECURITY_WARNING`.
  case securityWarning = "security-warning"
}
