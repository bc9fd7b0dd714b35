import Model

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
  package var page: String { ReferencePages.escalation(id) }
}

/// What a path takes, by the numbers of a table.
struct EscalationNeeds: Sendable {
  let path: EscalationPath
  private let known: [Int]
  /// Actions that the table does not have, in lower case.
  private let unknown: [String]

  init(_ path: EscalationPath, _ ids: [String: Int]) {
    self.path = path
    let names = path.requires.map { $0.lowercased() }
    known = names.compactMap { ids[$0] }
    unknown = names.filter { ids[$0] == nil }
  }

  /// Whether a document grants all that it takes, on whatever resource and condition.
  func isOpen(in grants: Grants) -> Bool {
    known.allSatisfy(grants.actions.contains) && unknown.allSatisfy(grants.grants)
  }

  /// Whether something that it takes is granted on some resources, or on some conditions, only.
  func isLimited(in grants: Grants) -> Bool {
    let scopes = known.map(grants.scopes) + unknown.map(grants.scopes)
    return scopes.contains { scopes in
      scopes.contains { !$0.allows } || !scopes.contains { $0.allows && $0.isUnlimited }
    }
  }
}
