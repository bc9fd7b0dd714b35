/// An element of an XML answer: its name as written, its own text, and its child elements.
///
/// Attributes, comments and processing instructions are dropped, because no answer of AWS's query
/// protocol says anything in them.
struct XMLElement: Sendable, Equatable {
  let name: String
  /// The character data directly inside the element, with the five predefined entities resolved.
  var text = ""
  var children: [XMLElement] = []

  init(name: String) {
    self.name = name
  }

  /// The first child of that name.
  subscript(_ name: String) -> XMLElement? {
    children.first { $0.name == name }
  }

  /// The text of the first child of that name; an empty element gives an empty text.
  func text(of name: String) -> String? {
    self[name]?.text
  }

  /// The `member` elements of a list, which is how the query protocol writes arrays.
  func members(of name: String) -> [XMLElement] {
    self[name]?.children.filter { $0.name == "member" } ?? []
  }
}
