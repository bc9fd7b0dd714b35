/// A value, or a member's name, at its place in a document.
///
/// A node holds its document alive and costs two words. Asking for what its kind does not have
/// gives nil or nothing, so that a reader of unknown input needs no checks before it asks.
package struct JSONNode: Sendable {
  /// What a value can be.
  package enum Kind: UInt8, Sendable {
    case object, array, string, number, bool, null
  }

  let tape: JSONTape
  let index: Int

  var entry: JSONTape.Entry { tape.entries[index] }
  var jsonString: JSONString { JSONString(entry, in: tape.text) }

  /// What it is; a name is a string.
  package var kind: Kind { entry.kind }

  /// The bytes of the whole value in the text: a string's with both quotes, a container's with both
  /// brackets.
  package var span: Range<Int> { entry.span }

  /// The bytes of the whole value as they stand in the text.
  package var text: ArraySlice<UInt8> { tape.text[span] }

  /// The decoded text of a string; decoding happens at each call.
  package var string: String? { kind == .string ? jsonString.text : nil }

  /// The decoded text of a string or name in lower case, in UTF-8.
  var foldedBytes: [UInt8] {
    var bytes = Array(jsonString.bytes)
    return bytes.lowercaseASCII() ? bytes : Array(jsonString.text.lowercased().utf8)
  }

  /// The spelling of a number, which is all that is known of it.
  package var numberText: String? {
    kind == .number ? String(decoding: tape.text[span], as: UTF8.self) : nil
  }

  /// The value of `true` and `false`.
  package var bool: Bool? {
    kind == .bool ? tape.text[span.lowerBound] == UInt8(ascii: "t") : nil
  }

  /// Whether it is `null`, which is not the same as a member that is not there.
  package var isNull: Bool { kind == .null }

  /// Whether this is the string `text`, byte for byte; copies nothing where the string has no
  /// escapes.
  package func isString(_ text: String) -> Bool {
    tape.isString(index, text)
  }
}

extension JSONNode {
  /// How many bytes the names and scalar values in it have, whatever the layout is.
  package var contentLength: Int {
    let entries = tape.entries
    var length = 0
    for index in index..<Int(entries[index].next) where !entries[index].isContainer {
      length += entries[index].span.count
    }
    return length
  }

  /// How many bytes it has at most without white space: what separates is a byte or two for each
  /// name and value.
  package var compactLengthMax: Int { contentLength + 3 * (Int(entry.next) - index) }

  /// A number that is the same for strings that are equal, and seldom for others.
  package var mark: UInt64 {
    let bytes = jsonString.bytes
    return bytes.span.mark
  }

  /// The number of elements or members; 0 for what has none.
  package var count: Int { entry.count }

  /// An array's elements in order; nothing for other kinds.
  package var elements: JSONElements {
    JSONElements(tape: tape, children: children(if: .array))
  }

  /// An object's members in order; nothing for other kinds.
  package var members: JSONMembers {
    JSONMembers(tape: tape, children: children(if: .object))
  }

  /// The value of an object's member, found by looking at one member after the other.
  package subscript(name: String) -> JSONNode? { member(name)?.value }

  /// An object's member, found in the same way.
  package func member(_ name: String) -> JSONMember? {
    names.first { tape.isString($0, name) }.map(member(at:))
  }

  /// The member whose name is at a place.
  func member(at name: Int) -> JSONMember {
    JSONMember(key: JSONNode(tape: tape, index: name), value: JSONNode(tape: tape, index: name + 1))
  }

  /// The names of an object's members, in order, but for those in a list.
  package func names(otherThan known: [String]) -> [JSONNode] {
    names.filter { index in !known.contains { tape.isString(index, $0) } }
      .map { JSONNode(tape: tape, index: $0) }
  }

  /// Where the names of an object's members are.
  var names: JSONNames { JSONNames(tape: tape, children: children(if: .object)) }

  private func children(if kind: Kind) -> Range<Int> {
    let entry = entry
    return entry.kind == kind ? index + 1..<Int(entry.next) : index..<index
  }
}

/// A name and its value.
package struct JSONMember: Sendable {
  /// The name, as a node of kind string with a span of its own.
  package let key: JSONNode
  /// The value.
  package let value: JSONNode

  /// The decoded name.
  package var name: String { key.jsonString.text }
}

/// The places of the names of an object's members, in order.
struct JSONNames: Sequence, IteratorProtocol {
  let tape: JSONTape
  var children: Range<Int>

  mutating func next() -> Int? {
    guard !children.isEmpty else { return nil }
    let name = children.lowerBound
    children = Int(tape.entries[name + 1].next)..<children.upperBound
    return name
  }
}

/// The elements of an array, in order.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
  let tape: JSONTape
  var children: Range<Int>

  /// The next element.
  package mutating func next() -> JSONNode? {
    guard !children.isEmpty else { return nil }
    let node = JSONNode(tape: tape, index: children.lowerBound)
    children = Int(node.entry.next)..<children.upperBound
    return node
  }
}

/// The members of an object, in order.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  let tape: JSONTape
  var children: Range<Int>

  /// The next member.
  package mutating func next() -> JSONMember? {
    guard !children.isEmpty else { return nil }
    let key = JSONNode(tape: tape, index: children.lowerBound)
    let value = JSONNode(tape: tape, index: children.lowerBound + 1)
    children = Int(value.entry.next)..<children.upperBound
    return JSONMember(key: key, value: value)
  }
}
