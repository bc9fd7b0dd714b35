import PolicyLanguage
import Synchronization

/// AWS's services, each prepared for questions when it is first asked about, and kept.
final class KnownServices: Sendable {
  /// Services that AWS has shut down and no longer documents, but Access Analyzer still knows: any
  /// of their actions is accepted.
  static let retired: Set = ["deepcomposer", "deeplens", "deepracer", "iot1click", "zocalo"]

  private let reference: ServiceReference
  private let prepared: Mutex<[String: KnownService]> = Mutex([:])

  init(_ reference: ServiceReference) {
    self.reference = reference
  }

  /// A service by its prefix in lower case.
  subscript(prefix: String) -> KnownService? {
    if let known = prepared.withLock({ $0[prefix] }) { return known }
    guard let service = reference.service(prefix) else { return nil }
    let known = KnownService(service)
    prepared.withLock { $0[prefix] = known }
    return known
  }

  /// Whether there is or was such a service, by its prefix in lower case.
  func exists(_ prefix: String) -> Bool {
    reference.service(prefix) != nil || Self.retired.contains(prefix)
  }
}

/// A service with its keys in a table and the names of its resources taken apart.
final class KnownService: Sendable {
  let service: Service
  let keys: KeyTable
  /// The forms of its resources' names.
  let arnFormats: [ARN]
  /// Whether its actions are known; those of a retired service are not.
  let hasActions: Bool

  init(_ service: Service) {
    self.service = service
    keys = KeyTable(service.conditionKeys)
    arnFormats = service.resourceTypes.flatMap(\.arnFormats).map { ARN($0) }
    hasActions = !service.actions.isEmpty && !KnownServices.retired.contains(service.prefix)
  }

  /// Whether an action, or pattern of actions, in lower case and without prefix, is one or covers
  /// one of the service's.
  func hasAction(_ name: Glob) -> Bool {
    guard name.hasWildcard else { return service.action(named: name.text) != nil }
    return service.actions(beginningWith: name.literalStart).contains {
      name.matches($0.name.lowercased())
    }
  }

  /// The service's actions that a pattern, in lower case and without prefix, covers.
  func actions(_ name: Glob) -> [Action] {
    guard name.hasWildcard else { return service.action(named: name.text).map { [$0] } ?? [] }
    return service.actions(beginningWith: name.literalStart).filter {
      name.matches($0.name.lowercased())
    }
  }

  /// Whether an action has a condition key, given in lower case, itself or for a resource.
  func supports(_ key: String, _ action: Action) -> Bool {
    let types = service.resourceTypes.filter { action.resourceTypes.contains($0.name) }
    let names = action.conditionKeys + types.flatMap(\.conditionKeys)
    return KeyTable(names.map { ConditionKey(name: $0, type: "") }).type(of: key) != nil
  }

  /// Whether the last part of a resource's name has one of the forms that the service has.
  func mayHaveResource(_ text: String) -> Bool {
    let resource = Glob.replacingVariables(in: text)
    return arnFormats.contains {
      Glob.replacingVariables(in: String($0.resource)).intersects(resource)
    }
  }
}

extension Glob {
  /// Puts a star for each `${…}`.
  fileprivate static func replacingVariables(in text: String) -> Glob {
    Glob(PolicyVariable.all(in: text).reduce(text) { $0.replacing($1.text, with: "*") })
  }
}
