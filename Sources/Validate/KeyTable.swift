import PolicyLanguage

/// What kind of values a condition key has.
struct KeyType: Sendable, Equatable {
  /// Nil for a kind that we have no word for.
  let family: ConditionOperator.Family?
  /// Whether a request can have several values for the key.
  let isArray: Bool

  /// Takes the name of a type as AWS's documentation has it, such as `ArrayOfString`.
  init(_ name: String) {
    isArray = name.hasPrefix("ArrayOf")
    family =
      switch isArray ? String(name.dropFirst("ArrayOf".count)) : name {
      case "String": .string
      case "ARN": .arn
      case "Bool": .bool
      case "Numeric": .numeric
      case "Date": .date
      case "IPAddress": .ipAddress
      case "Binary": .binary
      default: nil
      }
  }
}

/// Condition keys by their names, some of which are patterns: `aws:ResourceTag/${TagKey}`.
struct KeyTable: Sendable {
  private var literals: [String: KeyType] = [:]
  private var patterns: [(pattern: Glob, type: KeyType)] = []

  init(_ keys: [ConditionKey]) {
    for key in keys {
      let name = Self.pattern(of: key.name.lowercased())
      if name.hasWildcard {
        patterns.append((name, KeyType(key.type)))
      } else {
        literals[name.text] = KeyType(key.type)
      }
    }
  }

  /// The type of a key, given in lower case; nil where there is no such key.
  func type(of key: String) -> KeyType? {
    literals[key] ?? patterns.first { $0.pattern.matches(key) }?.type
  }

  /// Turns `${TagKey}`, `<key>` and the literal `tag-key`, all of which stand for any text, into
  /// stars.
  private static func pattern(of name: String) -> Glob {
    guard !name.hasSuffix("tag-key") else { return Glob(name.dropLast("tag-key".count) + "*") }
    var output: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let start = rest.firstIndex(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "<") })
    {
      output += rest[..<start]
      let close = rest[start] == UInt8(ascii: "$") ? UInt8(ascii: "}") : UInt8(ascii: ">")
      guard let end = rest[start...].firstIndex(of: close) else { break }
      output.append(UInt8(ascii: "*"))
      rest = rest[(end + 1)...]
    }
    return Glob(String(decoding: output + rest, as: UTF8.self))
  }
}
