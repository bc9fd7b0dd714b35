import PolicyLanguage

/// An action that hands on power, and must be limited to certain resources.
struct SensitiveAction: Sendable {
  /// In lower case.
  let name: String
  /// Whether the conditions of a statement limit the action as well as its resources could.
  let isLimited: @Sendable (PolicyStatement) -> Bool

  /// Gives a role to a service, which can then do what the role can.
  static let passRole = SensitiveAction(name: "iam:passrole") { statement in
    statement.conditions.contains { condition in
      switch condition.foldedName {
      case "iam:associatedresourcearn": true
      case "iam:passedtoservice":
        condition.comparison.text != "StringEqualsIfExists" || condition.hasExemptService
      default: false
      }
    }
  }

  /// Creates a role with the permissions that a service chose.
  static let createServiceLinkedRole = SensitiveAction(
    name: "iam:createservicelinkedrole"
  ) { statement in
    statement.conditions(on: "iam:awsservicename").contains { condition in
      condition.values.allSatisfy { !($0.string ?? "*").hasPrefix("*") }
    }
  }
}

extension PolicyCondition {
  /// Services for which Access Analyzer is content with an operator that passes where the key is
  /// missing; that is seen in its findings, not documented.
  private static let exemptServices: Set = ["cloudformation.amazonaws.com", "lambda.amazonaws.com"]

  fileprivate var hasExemptService: Bool {
    values.allSatisfy { Self.exemptServices.contains($0.string ?? "") }
  }
}

/// How a statement comes to allow an action.
enum ActionForm {
  /// It is named.
  case name
  /// A pattern in `Action` covers it.
  case pattern
  /// `NotAction` does not cover it.
  case exclusion
}

/// How a statement comes to allow something for unlimited resources.
enum ResourceForm {
  /// A star, alone or for all roles.
  case star
  /// `NotResource` leaves out some.
  case exclusion
}

extension PolicyStatement {
  /// The places at which the statement allows an action without limit, actions first; none where
  /// it does not.
  func places(
    allowing action: SensitiveAction, by form: ActionForm, on resources: ResourceForm
  ) -> [JSONNode] {
    guard allows, mayHave(form) else { return [] }
    let actions = places(of: action, by: form)
    guard !actions.isEmpty else { return [] }
    let targets = places(of: resources)
    guard !targets.isEmpty, !action.isLimited(self) else { return [] }
    return actions + targets
  }

  /// Says quickly that most statements have no pattern and no `NotAction`.
  private func mayHave(_ form: ActionForm) -> Bool {
    switch form {
    case .name: action != nil
    case .pattern: action?.hasWildcard ?? false
    case .exclusion: notAction != nil
    }
  }

  private func places(of action: SensitiveAction, by form: ActionForm) -> [JSONNode] {
    switch form {
    case .name:
      return self.action?.entries(for: action.name).map(\.node) ?? []
    case .pattern:
      return self.action?.entries
        .filter { $0.hasWildcard && $0.covers(action.name) }.map(\.node) ?? []
    case .exclusion:
      guard let notAction, !notAction.entries.contains(where: { $0.covers(action.name) })
      else { return [] }
      return [notAction.node]
    }
  }

  private func places(of form: ResourceForm) -> [JSONNode] {
    switch form {
    case .star: resource?.entries.filter { $0.isStar || $0.isEveryRole }.map(\.node) ?? []
    case .exclusion: notResource.map { [$0.node] } ?? []
    }
  }
}

extension PolicyResource {
  fileprivate var isEveryRole: Bool {
    guard let arn else { return false }
    return arn.service == "iam" && arn.resource == "role/*" && arn.account == "*"
  }
}
