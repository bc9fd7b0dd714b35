package import Model
import PolicyLanguage

/// Something in a change that a security engineer wants to hear of at once.
package enum Signal: Sendable, Hashable {
  /// Every action of AWS is allowed, which was not so before.
  case fullWildcard
  /// An action was added that reads what users store.
  case dataRead(String)
  /// Actions were taken away; AWS says that it does not do so.
  case permissionsRemoved(Int)
  /// A Deny was dropped that actions granted now were under.
  case denyDropped
  /// Actions are granted on weaker conditions than before.
  case conditionDropped(Int)
  /// AWS made a lower version the default.
  case rolledBack
  /// A service that no policy of the archive named.
  case newService(String)
  /// More such services than are named.
  case newServices(Int)
  /// An action that no policy of the archive named.
  case newAction(String)
  /// More such actions than are named.
  case newActions(Int)

  /// Actions that read what users store, rather than how it is set up.
  static let dataReads = [
    // Sorted.
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ec2:GetPasswordData",
    "kms:Decrypt",
    "s3:GetObject",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
  ]

  /// What a change from one document to another says of itself.
  package static func signals(
    kind: Change.Kind, from before: Grants?, to after: Grants?, _ delta: PermissionDelta
  ) -> [Signal] {
    var signals: [Signal] = []
    if after?.allowsEverything ?? false, !(before?.allowsEverything ?? false) {
      signals.append(.fullWildcard)
    }
    if kind == .reverted { signals.append(.rolledBack) }
    let added = Set(delta.added)
    signals += dataReads.filter(added.contains).map(Signal.dataRead)
    if !delta.removed.isEmpty, kind != .deprecated {
      signals.append(.permissionsRemoved(delta.removed.count))
    }
    if let before, let after, before.deniesMore(than: after) { signals.append(.denyDropped) }
    let weaker = delta.changed.count {
      $0.change == ScopeChange(aspect: .condition, direction: .wider)
    }
    if weaker > 0 { signals.append(.conditionDropped(weaker)) }
    return signals
  }
}

extension Signal: CustomStringConvertible {
  /// A word, and what it is about.
  package var description: String {
    switch self {
    case .fullWildcard: ChangeMeaning.fullWildcard
    case .dataRead(let action): "data-read \(action)"
    case .permissionsRemoved(let count): "permissions-removed \(count)"
    case .denyDropped: "deny-dropped"
    case .conditionDropped(let count): "condition-dropped \(count)"
    case .rolledBack: "rolled-back"
    case .newService(let prefix): SafeText.line("new-service \(prefix)")
    case .newServices(let count): "new-service \(count)"
    case .newAction(let action): SafeText.line("new-action \(action)")
    case .newActions(let count): "new-action \(count)"
    }
  }
}

extension Grants {
  fileprivate var allowsEverything: Bool {
    rules.contains { rule in
      rule.allows && !rule.isInverted && rule.wildcards.contains { $0.text == "*" }
    }
  }

  /// Whether an action that the other one grants is under a Deny here, and not there.
  fileprivate func deniesMore(than other: Grants) -> Bool {
    let denied = { (grants: Grants) in
      grants.rules.filter { !$0.allows }.map(\.covered).reduce(other.emptied) { $0.union($1) }
    }
    return !denied(self).subtracting(denied(other)).intersection(other.actions).isEmpty
  }

  private var emptied: ActionSet { actions.subtracting(actions) }
}
