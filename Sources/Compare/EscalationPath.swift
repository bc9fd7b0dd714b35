/// A known way from some permissions to more.
package struct EscalationPath: Sendable, Hashable {
  /// How a path leads to more permissions.
  package enum Category: String, Sendable {
    case existingPassRole = "existing-passrole"
    case newPassRole = "new-passrole"
    case principalAccess = "principal-access"
    case selfEscalation = "self-escalation"
  }

  /// Such as `iam-005`.
  package let id: String
  package let category: Category
  /// The actions that it takes, all of them.
  package let requires: [String]

  init(_ id: String, _ category: Category, _ requires: [String]) {
    self.id = id
    self.category = category
    self.requires = requires
  }

  /// Where the path is explained.
  package var page: String { "https://pathfinding.cloud/paths/\(id)" }

  /// Whether a document grants all that it takes, on whatever resource and condition.
  package func isOpen(in grants: Grants, _ table: ActionTable) -> Bool {
    requires.allSatisfy { name in
      table.id(of: name).map(grants.actions.contains) ?? grants.grants(name.lowercased())
    }
  }

  /// Whether something that it takes is granted on some resources, or on some conditions, only.
  package func isLimited(in grants: Grants) -> Bool {
    requires.contains { name in
      let scopes = grants.scopes(of: name.lowercased())
      return scopes.contains { !$0.allows } || !scopes.contains { $0.allows && $0.isUnlimited }
    }
  }
}
