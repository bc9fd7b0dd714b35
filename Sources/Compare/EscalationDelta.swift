/// The known ways to more permissions that a change opened or closed.
package struct EscalationDelta: Sendable {
  /// Open now and not before, in the order of identifiers.
  package let opened: [EscalationPath]
  /// Open before and not now, in the order of identifiers.
  package let closed: [EscalationPath]
  /// Those opened that need an action which is limited to some resources or conditions.
  package let limited: [EscalationPath]

  /// Compares what two documents grant; nil stands for a document that grants nothing.
  package init(from before: Grants?, to after: Grants?, in table: ActionTable) {
    let isOpen = { (needs: EscalationNeeds, grants: Grants?) in
      grants.map(needs.isOpen) ?? false
    }
    let opened = table.escalations.filter { isOpen($0, after) && !isOpen($0, before) }
    let closed = table.escalations.filter { isOpen($0, before) && !isOpen($0, after) }
    self.opened = opened.map(\.path)
    self.closed = closed.map(\.path)
    limited = after.map { grants in opened.filter { $0.isLimited(in: grants) } }?.map(\.path) ?? []
  }
}
