import Model
import PolicyLanguage

/// What the index says of a policy that has findings, or was not validated.
enum FindingsSummary: Equatable {
  /// How many findings there are of each type; what is of no known type is not counted.
  case findings(FindingCounts)
  /// And why, where that is known.
  case notValidated(String?)

  /// Nil where there is nothing to say.
  init?(_ validation: PolicyValidation) {
    switch validation.outcome {
    case .findings(let found) where found.isEmpty: return nil
    case .findings(let found):
      self = .findings(FindingCounts(of: found.lazy.map(\.type)))
    case .notValidated(let reason): self = .notValidated(SafeText.line(reason))
    }
  }

  /// Nil where there is nothing to say.
  init?(_ file: FindingsFile) {
    guard let findings = file.findings else {
      self = .notValidated(file.error)
      return
    }
    guard findings.count > 0 else { return nil }
    let types = findings.elements.compactMap { $0["findingType"]?.string }
    self = .findings(FindingCounts(of: types.compactMap(FindingType.init(rawValue:))))
  }

  var counts: FindingCounts? {
    guard case .findings(let counts) = self else { return nil }
    return counts
  }
}
