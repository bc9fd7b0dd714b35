import Model

/// How many findings there are of each type.
struct FindingCounts: Equatable, ExpressibleByDictionaryLiteral {
  private var errors = 0
  private var securityWarnings = 0
  private var warnings = 0
  private var suggestions = 0

  /// Takes the numbers of some types; there is none of the others.
  init(dictionaryLiteral numbers: (FindingType, Int)...) {
    for (type, number) in numbers { self[type] = number }
  }

  /// Counts types.
  init(of types: some Sequence<FindingType>) {
    for type in types { self[type] += 1 }
  }

  /// How many there are of a type.
  subscript(type: FindingType) -> Int {
    get {
      switch type {
      case .error: errors
      case .securityWarning: securityWarnings
      case .warning: warnings
      case .suggestion: suggestions
      }
    }
    set {
      switch type {
      case .error: errors = newValue
      case .securityWarning: securityWarnings = newValue
      case .warning: warnings = newValue
      case .suggestion: suggestions = newValue
      }
    }
  }
}
