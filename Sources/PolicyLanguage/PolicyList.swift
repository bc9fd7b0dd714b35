/// An element of a statement that lists texts, or is one text: `Action`, `NotResource` and such.
package struct PolicyList<Entry: Sendable>: Sendable {
  /// The element's name.
  package let key: JSONNode
  /// The element's value.
  package let node: JSONNode
  /// What it lists, in order, without what is not a text.
  package let entries: [Entry]
  /// Whether some entry is a pattern.
  package let hasWildcard: Bool
}

/// What a list can hold.
package protocol PolicyListEntry: Sendable {
  /// Takes a text at its place.
  init(_ node: JSONNode)

  /// What it covers, as a pattern of texts.
  var pattern: Glob { get }
}

extension PolicyList where Entry: PolicyListEntry {
  init(_ member: JSONMember) {
    key = member.key
    node = member.value
    if node.kind == .string {
      entries = [Entry(node)]
    } else {
      var entries: [Entry] = []
      entries.reserveCapacity(node.count)
      for element in node.elements where element.kind == .string { entries.append(Entry(element)) }
      self.entries = entries
    }
    hasWildcard = entries.contains { $0.pattern.hasWildcard }
  }
}

extension PolicyList where Entry == PolicyPrincipal {
  init(principalsOf member: JSONMember) {
    hasWildcard = false
    key = member.key
    node = member.value
    if let text = node.string {
      entries = [PolicyPrincipal(kind: nil, node: node, text: text)]
    } else {
      entries = node.members.flatMap { kind in
        kind.value.items.compactMap { item in
          item.string.map { PolicyPrincipal(kind: kind.key, node: item, text: $0) }
        }
      }
    }
  }
}

/// An action, or a pattern of actions, such as `s3:Get*`.
package final class PolicyAction: PolicyListEntry {
  package let node: JSONNode
  /// In lower case, because case does not count.
  package let pattern: Glob
  /// What stands before the first colon, in lower case; nil where there is none.
  package let service: String?

  /// Takes an action at its place.
  package init(_ node: JSONNode) {
    self.node = node
    let folded = node.foldedBytes
    pattern = Glob(folded[...])
    service = folded.firstIndex(of: UInt8(ascii: ":")).map {
      String(decoding: folded[..<$0], as: UTF8.self)
    }
  }

  /// As written.
  package var text: String { node.string ?? "" }

  /// What stands behind the first colon, in lower case; all of it where there is none.
  package var name: Glob {
    service.map { Glob(pattern.bytes.dropFirst($0.utf8.count + 1)) } ?? pattern
  }

  /// Whether the service is a pattern too.
  package var hasWildcardInService: Bool {
    service.map { pattern.literalStartLength < $0.utf8.count } ?? false
  }

  /// Whether it is or covers an action, given in lower case.
  package func covers(_ action: String) -> Bool { pattern.matches(action) }
}

/// A resource, or a pattern of resources, such as `arn:aws:s3:::bucket/*`.
package final class PolicyResource: PolicyListEntry {
  package let node: JSONNode
  /// As written.
  package let text: String
  package let pattern: Glob
  /// The parts of its name; nil for a star, and for what does not begin as names do.
  package let arn: ARN?

  /// Takes a resource at its place.
  package init(_ node: JSONNode) {
    self.node = node
    text = node.string ?? ""
    pattern = Glob(node.jsonString.bytes)
    arn = text.hasPrefix("arn:") ? ARN(text) : nil
  }

  /// Whether it is every resource.
  package var isStar: Bool { text == "*" }
}

/// Somebody that a statement is about.
package struct PolicyPrincipal: Sendable {
  /// The name of its kind, such as `AWS`; nil for a text that stands alone.
  package let kind: JSONNode?
  package let node: JSONNode
  /// As written.
  package let text: String

  /// Whether its kind has this name.
  package func isKind(_ name: String) -> Bool { kind?.isString(name) ?? false }
}
