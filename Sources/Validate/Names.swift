import PolicyLanguage

extension ConditionOperator.Family {
  /// What findings call the type of values.
  var typeName: String {
    switch self {
    case .string: "String"
    case .numeric: "Numeric"
    case .date: "Date"
    case .bool: "Boolean"
    case .binary: "Binary"
    case .ipAddress: "IP address"
    case .arn: "ARN"
    case .null: "Null"
    }
  }

  /// What findings call the operators made for it.
  var operatorName: String {
    switch self {
    case .string, .numeric, .date, .binary: typeName.lowercased()
    case .bool, .ipAddress, .arn, .null: typeName
    }
  }
}

extension JSONNode {
  /// Whether it is a truth value, or a text that says one.
  var isBoolean: Bool {
    ["true", "false"].contains(scalarText?.lowercased() ?? "")
  }
}

extension PolicyDocument {
  /// How many characters the text has, white space left out; 0 where it has surely fewer than
  /// `least`.
  func characters(atLeast least: Int) -> Int {
    guard node.compactLengthMax >= least else { return 0 }
    let text = node.text
    return text.span.charactersCount()
  }
}
