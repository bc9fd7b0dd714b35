import PolicyLanguage

/// A value in a file that another made: what is missing or of another type is empty.
struct LenientJSON {
  private let node: JSONNode?

  init(_ node: JSONNode?) {
    self.node = node
  }

  subscript(name: String) -> LenientJSON { LenientJSON(node?[name]) }

  func text(_ name: String) -> String { node?[name]?.string ?? "" }

  /// Whether a member is `true`.
  func flag(_ name: String) -> Bool { node?[name]?.bool ?? false }

  func has(_ name: String) -> Bool { node?[name] != nil }

  var strings: [String] { node.map { $0.elements.compactMap(\.string) } ?? [] }

  var elements: [LenientJSON] { node.map { $0.elements.map(LenientJSON.init) } ?? [] }

  var members: [(name: String, value: LenientJSON)] {
    node.map { $0.members.map { ($0.name, LenientJSON($0.value)) } } ?? []
  }
}
