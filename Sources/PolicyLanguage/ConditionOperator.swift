/// A condition operator such as `ForAllValues:StringLikeIfExists`, taken apart.
///
/// Case does not count.
package struct ConditionOperator: Sendable, Equatable {
  /// What says how several values of a key are compared.
  package enum Qualifier: String, Sendable, CaseIterable {
    case forAllValues = "ForAllValues"
    case forAnyValue = "ForAnyValue"
  }

  /// What kind of values an operator compares.
  package enum Family: Sendable {
    case string, numeric, date, bool, binary, ipAddress, arn, null
  }

  /// A comparison, without qualifier and suffix.
  package enum Comparison: String, Sendable, CaseIterable {
    case stringEquals = "StringEquals"
    case stringNotEquals = "StringNotEquals"
    case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
    case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
    case stringLike = "StringLike"
    case stringNotLike = "StringNotLike"
    case numericEquals = "NumericEquals"
    case numericNotEquals = "NumericNotEquals"
    case numericLessThan = "NumericLessThan"
    case numericLessThanEquals = "NumericLessThanEquals"
    case numericGreaterThan = "NumericGreaterThan"
    case numericGreaterThanEquals = "NumericGreaterThanEquals"
    case dateEquals = "DateEquals"
    case dateNotEquals = "DateNotEquals"
    case dateLessThan = "DateLessThan"
    case dateLessThanEquals = "DateLessThanEquals"
    case dateGreaterThan = "DateGreaterThan"
    case dateGreaterThanEquals = "DateGreaterThanEquals"
    case bool = "Bool"
    case binaryEquals = "BinaryEquals"
    case ipAddress = "IpAddress"
    case notIpAddress = "NotIpAddress"
    case arnEquals = "ArnEquals"
    case arnNotEquals = "ArnNotEquals"
    case arnLike = "ArnLike"
    case arnNotLike = "ArnNotLike"
    case null = "Null"
  }

  /// As written.
  package let text: String
  package let qualifier: Qualifier?
  /// Nil where there is no such comparison.
  package let comparison: Comparison?
  package let hasIfExists: Bool

  /// Takes apart what was written; anything is taken.
  package init(_ text: String) {
    self.text = text
    if let common = Self.common[text] {
      (qualifier, comparison, hasIfExists) = common
      return
    }
    var rest = text.lowercased()[...]
    let prefix = rest.firstIndex(of: ":").map { rest[..<$0] }
    qualifier = Qualifier.allCases.first { $0.rawValue.lowercased() == prefix ?? "" }
    if qualifier != nil { rest = rest.dropFirst((prefix?.count ?? 0) + 1) }
    hasIfExists = rest.hasSuffix("ifexists")
    if hasIfExists { rest = rest.dropLast("ifexists".count) }
    comparison = Self.byName[String(rest)]
  }

  private typealias Parts = (Qualifier?, Comparison?, Bool)

  /// The usual spellings, which are found without taking anything apart.
  private static let common: [String: Parts] = {
    var table: [String: Parts] = [:]
    for comparison in Comparison.allCases {
      for qualifier in [nil, Qualifier.forAllValues, .forAnyValue] {
        let name = (qualifier.map { $0.rawValue + ":" } ?? "") + comparison.rawValue
        table[name] = (qualifier, comparison, false)
        table[name + "IfExists"] = (qualifier, comparison, true)
      }
    }
    return table
  }()

  private static let byName = Dictionary(
    uniqueKeysWithValues: Comparison.allCases.map { ($0.rawValue.lowercased(), $0) })
}

extension ConditionOperator {
  /// What kind of values it compares; nil where there is no such comparison.
  package var family: Family? { comparison?.family }

  /// Whether it holds where the values do not match.
  package var isNegated: Bool { comparison?.isNegated ?? false }
}

extension ConditionOperator.Comparison {
  /// What kind of values it compares.
  package var family: ConditionOperator.Family {
    switch self {
    case .stringEquals, .stringNotEquals, .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase,
      .stringLike, .stringNotLike:
      .string
    case .numericEquals, .numericNotEquals, .numericLessThan, .numericLessThanEquals,
      .numericGreaterThan, .numericGreaterThanEquals:
      .numeric
    case .dateEquals, .dateNotEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan,
      .dateGreaterThanEquals:
      .date
    case .bool: .bool
    case .binaryEquals: .binary
    case .ipAddress, .notIpAddress: .ipAddress
    case .arnEquals, .arnNotEquals, .arnLike, .arnNotLike: .arn
    case .null: .null
    }
  }

  /// Whether it holds where the values do not match.
  package var isNegated: Bool {
    switch self {
    case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals,
      .dateNotEquals, .notIpAddress, .arnNotEquals, .arnNotLike:
      true
    default: false
    }
  }
}
