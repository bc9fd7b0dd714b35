/// An element of a statement that lists texts, or is one text: `Action`, `NotResource` and such.
package struct PolicyList<Entry: Sendable>: Sendable {
  /// The element's name.
  package let key: JSONNode
  /// The element's value.
  package let node: JSONNode
  /// What it lists, in order, without what is not a text.
  package let entries: [Entry]
}

/// What a list can hold.
package protocol PolicyListEntry: Sendable {
  /// Takes a text at its place.
  init(_ node: JSONNode, text: String)
}

extension PolicyList where Entry: PolicyListEntry {
  init(_ member: JSONMember) {
    key = member.key
    node = member.value
    if let text = node.string {
      entries = [Entry(node, text: text)]
    } else {
      entries = node.elements.compactMap { element in
        element.string.map { Entry(element, text: $0) }
      }
    }
  }
}

extension PolicyList where Entry == PolicyPrincipal {
  init(principalsOf member: JSONMember) {
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
package struct PolicyAction: PolicyListEntry {
  package let node: JSONNode
  /// As written.
  package let text: String
  /// In lower case, because case does not count.
  package let pattern: Glob
  /// What stands before the first colon, in lower case; nil where there is none.
  package let service: String?

  /// Takes an action at its place.
  package init(_ node: JSONNode, text: String) {
    self.node = node
    self.text = text
    let folded = text.lowercased()
    pattern = Glob(folded)
    service = folded.utf8.firstIndex(of: UInt8(ascii: ":")).map { String(folded[..<$0]) }
  }

  /// What stands behind the first colon, in lower case; all of it where there is none.
  package var name: Glob {
    guard let service else { return pattern }
    return Glob(
      String(decoding: pattern.text.utf8.dropFirst(service.utf8.count + 1), as: UTF8.self))
  }

  /// Whether it is or covers an action, given in lower case.
  package func covers(_ action: String) -> Bool { pattern.matches(action) }
}

/// A resource, or a pattern of resources, such as `arn:aws:s3:::bucket/*`.
package struct PolicyResource: PolicyListEntry {
  package let node: JSONNode
  /// As written.
  package let pattern: Glob
  /// The parts of its name; nil for a star, and for what does not begin as names do.
  package let arn: ARN?

  /// Takes a resource at its place.
  package init(_ node: JSONNode, text: String) {
    self.node = node
    pattern = Glob(text)
    arn = text.hasPrefix("arn:") ? ARN(text) : nil
  }

  /// As written.
  package var text: String { pattern.text }

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
