package import PolicyLanguage

extension Location {
  /// The value or name that the location's path leads to in a document, which may have another
  /// layout than the one the span counts in; nil where the path leads nowhere.
  ///
  /// Of a part of a string, the whole string.
  package func node(in document: JSONDocument) -> JSONNode? {
    var node = document.root
    for step in path {
      let next: JSONNode? =
        switch step {
        case .index(let index): node.elements.dropFirst(max(0, index)).first { _ in true }
        case .key(let name): node.members.first { $0.key.isString(name) }?.key
        case .value(let name): node[name]
        case .substring: node
        }
      guard let next else { return nil }
      node = next
    }
    return node
  }
}
