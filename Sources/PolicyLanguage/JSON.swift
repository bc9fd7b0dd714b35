/// A JSON value to be written; what was read is a `JSONNode`.
///
/// Literals make most values: `["name": "AdministratorAccess", "versions": ["v1", "v2"]]`.
package enum JSON: Sendable {
  /// A name and its value.
  package struct Member: Sendable, Equatable {
    /// The name, not escaped.
    package var name: String
    /// The value.
    package var value: JSON

    /// Pairs a name with its value.
    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// Members are written in this order; that no name occurs twice is for the caller to see to.
  case object([Member])
  /// Elements in order.
  case array([JSON])
  /// A text, not escaped.
  case string(String)
  /// The number's spelling, which is written as it stands.
  case number(String)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`.
  case null
  /// A value that was read, written without being taken apart.
  case node(JSONNode)
}

extension JSON {
  /// Takes a value that was read apart; `JSON.node` writes the same and costs nothing.
  package init(_ node: JSONNode) {
    switch node.kind {
    case .object:
      self = .object(node.members.map { Member($0.name, JSON($0.value)) })
    case .array: self = .array(node.elements.map { JSON($0) })
    case .string: self = .string(node.string ?? "")
    case .number: self = .number(node.numberText ?? "0")
    case .bool: self = .bool(node.bool ?? false)
    case .null: self = .null
    }
  }
}

extension JSON: Equatable {
  /// Compares as written: the order of members counts, and strings are compared by their scalars.
  package static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.object(let left), .object(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.number(let left), .number(let right)): left == right
    case (.bool(let left), .bool(let right)): left == right
    case (.null, .null): true
    case (.node(let node), let other), (let other, .node(let node)): JSON(node) == other
    default: false
    }
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral
{
  /// Makes an object of the members in their order.
  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member($0, $1) })
  }

  /// Makes an array.
  package init(arrayLiteral elements: JSON...) {
    self = .array(elements)
  }

  /// Makes a string.
  package init(stringLiteral text: String) {
    self = .string(text)
  }

  /// Makes a number.
  package init(integerLiteral number: Int) {
    self = .number(String(number))
  }

  /// Makes `true` or `false`.
  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }

  /// Makes `null`.
  package init(nilLiteral: ()) {
    self = .null
  }
}
