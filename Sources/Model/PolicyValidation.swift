/// What validation said of a version of a policy.
package struct PolicyValidation: Sendable, Equatable {
  /// What came of it.
  package enum Outcome: Sendable, Equatable {
    /// Everything that was found; none where the policy is clean.
    case findings([Finding])
    /// Nothing is known, and why; it is tried again.
    case notValidated(String)
  }

  package let outcome: Outcome
  /// Which engine, such as `offline`.
  package let validator: String
  /// The day of the service data; nil where the engine has its own.
  package let serviceReference: String?
  /// Why findings that say that AWS does not have something may not be so.
  package let doubt: String?

  package init(
    outcome: Outcome, validator: String, serviceReference: String?, doubt: String? = nil
  ) {
    self.outcome = outcome
    self.validator = validator
    self.serviceReference = serviceReference
    self.doubt = doubt
  }

  /// What was found; nothing where the policy was not validated.
  package var findings: [Finding] {
    guard case .findings(let findings) = outcome else { return [] }
    return findings
  }

  /// How many findings there are; nil where nothing is known.
  package var findingsCount: Int? {
    guard case .findings(let findings) = outcome else { return nil }
    return findings.count
  }

  /// The engine and the day of its data: `offline 2026-10-27`.
  package var title: String {
    [validator, serviceReference].compactMap(\.self).joined(separator: " ")
  }
}
