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

  /// The places of the texts among these.
  var itemTextIndexes: some Sequence<Int> {
    let (tape, entry) = (tape, entry)
    let isList = entry.kind == .array
    return sequence(state: isList ? index + 1 : index) { next in
      while next < Int(entry.next) {
        let index = next
        next = Int(tape.entries[index].next)
        if tape.entries[index].kind == .string { return index }
      }
      return nil
    }
  }
}
