import PolicyLanguage
import Synchronization

/// AWS's services, each prepared for questions when it is first asked about, and kept.
final class KnownServices: Sendable {
  /// Services that AWS has shut down and no longer documents, but Access Analyzer still knows: any
  /// of their actions is accepted.
  static let retired: Set = ["deepcomposer", "deeplens", "deepracer", "iot1click", "zocalo"]

  private let services: [String: KnownService]

  init(_ reference: ServiceReference) {
    let services = reference.allServices.map { ($0.prefix, KnownService($0)) }
    self.services = Dictionary(uniqueKeysWithValues: services)
  }

  /// A service by its prefix in lower case.
  subscript(prefix: String) -> KnownService? { services[prefix] }

  /// Whether there is or was such a service, by its prefix in lower case.
  func exists(_ prefix: String) -> Bool {
    services[prefix] != nil || Self.retired.contains(prefix)
  }
}

/// A service with what checks ask it for.
final class KnownService: Sendable {
  let service: Service
  private let tables = AtomicLazyReference<Tables>()

  init(_ service: Service) {
    self.service = service
  }

  /// What is looked up, made from the service at the first question.
  private final class Tables: Sendable {
    let keys: KeyTable
    let arnFormats: [ARN]
    /// The names of the service's actions in lower case, in its order.
    let names: [String]
    /// Where they stand in that list.
    let indexes: [String: Int]

    init(_ service: Service) {
      keys = KeyTable(service.conditionKeys)
      arnFormats = service.resourceTypes.flatMap(\.arnFormats).map { ARN($0) }
      names = service.actions.map { $0.name.lowercased() }
      indexes = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
  }

  private var loaded: Tables { tables.load() ?? tables.storeIfNil(Tables(service)) }

  /// Its condition keys.
  var keys: KeyTable { loaded.keys }

  /// The forms of its resources' names.
  var arnFormats: [ARN] { loaded.arnFormats }

  /// Whether its actions are known; those of a retired service are not.
  var hasActions: Bool {
    !service.actions.isEmpty && !KnownServices.retired.contains(service.prefix)
  }

  /// Whether an action of the service is one that exists, or a pattern that covers one.
  func has(_ action: PolicyAction) -> Bool {
    let (name, loaded) = (action.name, loaded)
    guard name.hasWildcard else { return loaded.indexes[name.text] != nil }
    return candidates(name).contains { name.matches(loaded.names[$0]) }
  }

  /// The actions that an action of a policy is or covers.
  func actions(_ action: PolicyAction) -> [Action] {
    let (name, loaded) = (action.name, loaded)
    let indexes =
      name.hasWildcard
      ? candidates(name).filter { name.matches(loaded.names[$0]) }
      : loaded.indexes[name.text].map { [$0] } ?? []
    return indexes.map { service.actions[$0] }
  }

  /// The places of the actions that begin as a pattern does before its first star.
  private func candidates(_ name: Glob) -> Range<Int> {
    service.actions(beginningWith: name.literalStart).indices
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
