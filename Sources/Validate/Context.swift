import Model
import PolicyLanguage

/// What a check may know beside the part that it looks at.
struct Context: Sendable {
  /// The whole policy.
  let document: PolicyDocument
  let type: PolicyType
  /// AWS's services as of the data's date.
  let services: KnownServices
  /// The day whose rules apply, as `2026-10-27`.
  let asOf: String
  /// The statement that the part stands in; for the document as a whole, one that is empty.
  var statement: PolicyStatement
}

extension Context {
  /// What kind of values a condition key has; nil where that is not known.
  func keyType(of condition: PolicyCondition) -> KeyType? {
    guard let service = condition.service else { return nil }
    guard service != "aws" else { return GlobalKeys.table.type(of: condition.foldedName) }
    return services[service]?.keys.type(of: condition.foldedName)
  }
}
