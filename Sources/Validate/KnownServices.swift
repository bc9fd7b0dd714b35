import Model
import PolicyLanguage
import Synchronization

/// AWS's services on one day, each prepared for questions when it is first asked about, and kept.
///
/// The reference keeps what AWS has removed, with the last day it was seen.
final class KnownServices: Sendable {
  /// Services that AWS has shut down and no longer documents, but Access Analyzer still knows: any
  /// of their actions is accepted.
  static let retired: Set = ["deepcomposer", "deeplens", "deepracer", "iot1click", "zocalo"]

  private let services: [KnownService]
  /// Where each is in the list, by its prefix.
  private let prefixes: NameTable

  /// For how long after its last day something is taken to be there: the reference looks at AWS
  /// about once a month, and this is half of it.
  private static let graceSeconds: Int64 = 15 * 24 * 60 * 60

  /// Prepares what was there on a day, written `2026-10-27`; on any other text, what still is.
  init(_ reference: ServiceReference, asOf text: String) {
    let midnight = Timestamp(rfc3339: "\(text)T00:00:00Z")
    let day = midnight.map { Timestamp(seconds: $0.seconds - Self.graceSeconds).date } ?? text
    let services = reference.allServices.filter { $0.lastSeen.isNotBefore(day) }
    self.services = services.map { KnownService($0, asOf: day) }
    prefixes = NameTable(services.map(\.prefix))
  }

  /// A service by its prefix in lower case.
  subscript(prefix: Substring) -> KnownService? {
    prefixes.place(of: prefix).map { services[$0] }
  }

  /// The same.
  subscript(prefix: String) -> KnownService? { self[prefix[...]] }

  /// The service of an action.
  subscript(action: PolicyAction) -> KnownService? {
    action.place(ofServiceIn: prefixes).map { services[$0] }
  }

  /// Whether there is or was such a service, by its prefix in lower case.
  func exists(_ prefix: Substring) -> Bool {
    self[prefix] != nil || Self.retired.contains(String(prefix))
  }
}

/// A service with what checks ask it for.
final class KnownService: Sendable {
  let service: Service
  private let day: String
  private let tables = Mutex<Tables?>(nil)

  init(_ service: Service, asOf day: String) {
    self.service = service
    self.day = day
  }

  /// What is looked up, made from the service at the first question.
  private final class Tables: Sendable {
    let keys: KeyTable
    let arnFormats: [ARN]

    init(_ service: Service, asOf day: String) {
      keys = KeyTable(service.conditionKeys.filter { $0.lastSeen.isNotBefore(day) })
      let types = service.resourceTypes.filter { $0.lastSeen.isNotBefore(day) }
      arnFormats = types.flatMap(\.arnFormats).map { ARN($0) }
    }
  }

  private var loaded: Tables {
    tables.withLock { tables in
      if let tables { return tables }
      let made = Tables(service, asOf: day)
      tables = made
      return made
    }
  }

  /// Its condition keys.
  var keys: KeyTable { loaded.keys }

  /// The forms of its resources' names.
  var arnFormats: [ARN] { loaded.arnFormats }

  /// Whether its actions are known; those of a retired service are not.
  var hasActions: Bool {
    service.hasActions(on: day) && !KnownServices.retired.contains(service.prefix)
  }

  /// Whether an action of the service is one that exists, or a pattern that covers one.
  func has(_ action: PolicyAction) -> Bool {
    service.has(action, on: day)
  }

  /// The actions that an action of a policy is or covers.
  func actions(_ action: PolicyAction) -> [Action] {
    service.actions(action, on: day)
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

extension String? {
  /// Whether this day, on which something was seen for the last time, is not before another; true
  /// for what is still there.
  fileprivate func isNotBefore(_ day: String) -> Bool { map { day <= $0 } ?? true }
}
