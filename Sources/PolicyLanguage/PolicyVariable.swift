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
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
    var variables: [PolicyVariable] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "$") {
      rest = rest[rest.index(after: start)...]
      guard rest.first == "{" else { continue }
      let inside = rest.dropFirst()
      let end = inside.firstIndex(of: "}")
      variables.append(
        PolicyVariable(inside: inside[..<(end ?? inside.endIndex)], isClosed: end != nil))
      rest = end.map { inside[inside.index(after: $0)...] } ?? ""
    }
    return variables
  }

  private init(inside: Substring, isClosed: Bool) {
    let parts = inside.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    text = "${\(inside)" + (isClosed ? "}" : "")
    name = String(parts[0].trimmingSpaces)
    fallback = parts.count > 1 ? String(parts[1].trimmingSpaces) : nil
    self.isClosed = isClosed
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    let start = drop { $0 == " " }
    return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
  }
}
