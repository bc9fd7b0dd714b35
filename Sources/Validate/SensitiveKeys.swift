import PolicyLanguage

/// How much freedom the values of a key leave that says who somebody is.
enum SensitiveKeyLimit: Sendable {
  /// What may stand for many only behind six characters of its own.
  case start
  /// Nothing may stand for many.
  case never
  /// `aws:userid`: the id of a role, a colon, and the name of a session.
  case userID

  /// What stands for many in a value.
  enum Form { case wildcard, variable }

  /// How many characters have to stand in front.
  private static let startMin = 6

  /// Whether a value has one where it may not have it.
  func isExceeded(by value: String, _ form: Form) -> Bool {
    let mark =
      form == .wildcard
      ? value.firstIndex { "*?".contains($0) } : value.firstRange(of: "${")?.lowerBound
    guard let mark else { return false }
    switch self {
    case .start: return value[..<mark].utf8.count < Self.startMin
    case .never: return true
    case .userID:
      // A colon inside `${…}` does not separate.
      let parts = ARN(value).fields
      guard parts.count > 1 else { return true }
      return mark < parts[0].endIndex && parts[0] != "*"
    }
  }
}

/// The keys that AWS calls sensitive, as far as we know them, in lower case.
enum SensitiveKeys {
  static let limits: [String: SensitiveKeyLimit] = [
    // Sorted.
    "aws:principalaccount": .never,
    "aws:principalorgid": .start,
    "aws:principalorgpaths": .start,
    "aws:resourceaccount": .never,
    "aws:resourceorgid": .start,
    "aws:resourceorgpaths": .start,
    "aws:sourceaccount": .never,
    "aws:sourceorgid": .start,
    "aws:sourceorgpaths": .start,
    "aws:userid": .userID,
  ]
}
