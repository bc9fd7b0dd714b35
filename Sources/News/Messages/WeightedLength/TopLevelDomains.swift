/// The ends of servers' names that X knows.
enum TopLevelDomains {
  /// The longest one, as people write it.
  private static let lengthMax = 18
  /// What is already in the form of DNS stands for every name in another script.
  private static let encodedPrefix: [Unicode.Scalar] = Array("xn--".unicodeScalars)

  /// How long the one at the beginning of a text is; nil where there is none.
  static func length(at start: ArraySlice<Unicode.Scalar>) -> Int? {
    let longest = start.prefix(lengthMax)
    let known = stride(from: longest.count, to: 1, by: -1).first { length in
      let end = start.dropFirst(length).first
      return names.contains(form(longest.prefix(length))) && end.map(\.mayFollow) ?? true
    }
    return known ?? encodedLength(at: start)
  }

  private static func encodedLength(at start: ArraySlice<Unicode.Scalar>) -> Int? {
    guard start.starts(with: encodedPrefix, by: { $0.lowercased == $1 }) else { return nil }
    let name = start.dropFirst(encodedPrefix.count).prefix { $0.isAlphanumeric || $0 == "-" }
    return name.isEmpty ? nil : encodedPrefix.count + name.count
  }

  private static func form(_ name: ArraySlice<Unicode.Scalar>) -> String {
    Punycode.form(of: Array(String(name).lowercased().unicodeScalars))
  }
}

extension Unicode.Scalar {
  /// Whether a name that ends before it is whole.
  fileprivate var mayFollow: Bool { !isAlphanumeric && !["@", "+", "-"].contains(self) }
}
