/// A `${…}` in a text, such as `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`.
package struct PolicyVariable: Sendable, Equatable {
  /// As written, with the braces.
  package let text: String
  /// What stands before the comma, without surrounding spaces.
  package let name: String
  /// What stands behind the comma, without surrounding spaces; nil where there is none.
  package let fallback: String?
  /// Whether the closing brace is there.
  package let isClosed: Bool

  /// Whether it stands for the character itself: `${*}`, `${?}` and `${$}`.
  package var isEscape: Bool { ["*", "?", "$"].contains(name) && fallback == nil }

  /// Finds all variables in the order in which they begin.
  package static func all(in text: String) -> [PolicyVariable] {
    var variables: [PolicyVariable] = []
    var rest = Array(text.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "$")) {
      rest = rest[(start + 1)...]
      guard rest.first == UInt8(ascii: "{") else { continue }
      let inside = rest.dropFirst()
      let end = inside.firstIndex(of: UInt8(ascii: "}"))
      variables.append(
        PolicyVariable(inside: inside[..<(end ?? inside.endIndex)], isClosed: end != nil))
      rest = end.map { inside[($0 + 1)...] } ?? []
    }
    return variables
  }

  private init(inside: ArraySlice<UInt8>, isClosed: Bool) {
    text = "${" + String(decoding: inside, as: UTF8.self) + (isClosed ? "}" : "")
    let comma = inside.firstIndex(of: UInt8(ascii: ","))
    name = inside[..<(comma ?? inside.endIndex)].textWithoutSpaces
    fallback = comma.map { inside[($0 + 1)...].textWithoutSpaces }
    self.isClosed = isClosed
  }
}

extension ArraySlice<UInt8> {
  /// The text without the spaces at its ends.
  fileprivate var textWithoutSpaces: String {
    let start = drop { $0 == UInt8(ascii: " ") }
    let end = start.lastIndex { $0 != UInt8(ascii: " ") }
    return end.map { String(decoding: start[...$0], as: UTF8.self) } ?? ""
  }
}
