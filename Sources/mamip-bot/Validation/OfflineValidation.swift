import Model
import PolicyLanguage
import Synchronization
import Validate

/// Our own rules for every type of policy.
final class OfflineValidation: Sendable {
  /// The day of the service data.
  var date: String { reference.date }

  private let reference: ServiceReference
  private let asOf: String?
  /// Made when the first policy of its type comes: most runs see one type.
  private let validators = Mutex<[PolicyType: Validator]>([:])

  init(_ reference: ServiceReference, asOf: String?) {
    self.reference = reference
    self.asOf = asOf
  }

  func findings(in document: JSONDocument, of type: PolicyType) -> [Finding] {
    validator(of: type).findings(in: document)
  }

  /// Why a finding may not be so: a policy may name what AWS has had only since our data.
  func doubt(about finding: Finding, inPolicyOf created: Timestamp?) -> String? {
    guard let day = created?.date, day > date, Validator.restsOnServiceData(finding) else {
      return nil
    }
    return "the policy is of \(day), newer than the service data of \(date)"
  }

  private func validator(of type: PolicyType) -> Validator {
    validators.withLock { validators in
      if let validator = validators[type] { return validator }
      let validator = Validator(reference: reference, type: type, asOf: asOf)
      validators[type] = validator
      return validator
    }
  }
}
