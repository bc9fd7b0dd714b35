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
  /// Whether two entries may have the same text; of nearly all lists this says that none have.
  package let mayRepeat: Bool
}

/// What a list can hold.
package protocol PolicyListEntry: Sendable {
  /// What it covers, as a pattern of texts.
  var pattern: Glob { get }
}

extension PolicyList<PolicyAction> {
  /// The entries that are an action, given in lower case.
  package func entries(for action: String) -> [PolicyAction] {
    entries.indices.filter { entries[$0].isAction(action) }.map { entries[$0] }
  }

  init(actionsOf member: JSONMember) {
    key = member.key
    node = member.value
    let entries = PolicyAction.all(in: node)
    hasWildcard = entries.indices.contains { entries[$0].hasWildcard }
    mayRepeat = entries.count > 1 && entries.indices.map { entries[$0].mark }.hasRepeated
    self.entries = entries
  }
}

extension PolicyList<PolicyResource> {
  init(resourcesOf member: JSONMember) {
    key = member.key
    node = member.value
    if node.kind == .string {
      entries = [PolicyResource(node)]
    } else {
      entries = node.elements.lazy.filter { $0.kind == .string }.map { PolicyResource($0) }
    }
    hasWildcard = entries.contains { $0.pattern.hasWildcard }
    mayRepeat = entries.count > 1 && entries.map(\.node.mark).hasRepeated
  }
}

extension PolicyList<PolicyPrincipal> {
  init(principalsOf member: JSONMember) {
    hasWildcard = false
    mayRepeat = false
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
