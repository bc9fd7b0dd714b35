/// A policy's statements over the JSON they were read from.
///
/// Nothing is refused: what has another form than the grammar's is not there in the parts below,
/// but in the nodes they keep. A node knows its place in the text.
package struct PolicyDocument: Sendable {
  /// The whole value.
  package let node: JSONNode
  /// The value of `Version`, whatever it is.
  package let version: JSONNode?
  /// The value of `Statement`, whatever it is.
  package let statement: JSONNode?
  /// The statements that are objects, in order; one that stands alone is a list of one.
  package let statements: [PolicyStatement]

  /// Reads every statement, in time in proportion to the text.
  package init(_ document: JSONDocument) {
    node = document.root
    version = node["Version"]
    statement = node["Statement"]
    statements = statement?.items.filter { $0.kind == .object }.map(PolicyStatement.init) ?? []
  }

  /// Whether `${…}` is a variable, rather than text: since the version of 2012.
  package var hasVariables: Bool { version?.isString("2012-10-17") ?? false }
}

extension JSONNode {
  /// An array's elements; of any other value, that value alone.
  ///
  /// The grammar lets a list of one stand without brackets nearly everywhere.
  package var items: [JSONNode] { kind == .array ? Array(elements) : [self] }

  /// Where these are.
  var itemIndexes: [Int] {
    let entry = entry
    guard entry.kind == .array else { return [index] }
    var indexes: [Int] = []
    indexes.reserveCapacity(entry.count)
    var next = index + 1
    while next < Int(entry.next) {
      indexes.append(next)
      next = Int(tape.entries[next].next)
    }
    return indexes
  }
}
