package import Model
import PolicyLanguage

extension [Change] {
  /// The same with the signals that take an archive: names that none of its policies has.
  package func signalled(beside held: Holdings) -> [Change] {
    var news = NewNames(in: self, beside: held)
    return map { change in
      let signals = news.signals(of: change).map(\.description)
      var change = change
      change.meaning?.signals += signals
      return change
    }
  }
}

/// The actions and services that changes name while no policy of the archive does.
///
/// What counts is what the policies name just before, literally: to ask all of history would cost a
/// run more than all else that it does. So an action that left every policy once is new again.
struct NewNames {
  /// More names than this are counted.
  private static let namesMax = 5

  /// Entries that no policy names, in lower case.
  private var entries: Set<String> = []
  private var services: Set<String> = []

  /// Looks for what changes name among the policies of an archive.
  ///
  /// To an archive that is empty everything is new, so there nothing is.
  init(in changes: [Change], beside held: Holdings) {
    guard !held.isEmpty else { return }
    for action in changes.flatMap(\.namedActions) {
      if !action.pattern.hasWildcard { entries.insert(action.pattern.text) }
      if let service = action.literalService { services.insert(service) }
    }
    for policy in held.policies.values {
      guard !entries.isEmpty || !services.isEmpty else { return }
      strike(policy.document)
    }
  }

  /// Takes out what a document names; its members are read without making statements of them.
  private mutating func strike(_ document: JSONDocument) {
    for statement in document.root["Statement"]?.items ?? [] {
      for list in [statement["Action"], statement["NotAction"]] {
        for entry in list?.items ?? [] {
          guard let name = entry.string?.lowercased() else { continue }
          entries.remove(name)
          if let colon = name.firstIndex(of: ":") { services.remove(String(name[..<colon])) }
        }
      }
    }
  }

  /// What is new in a change; for a later one it is so no more.
  mutating func signals(of change: Change) -> [Signal] {
    var (newServices, newActions): (Set<String>, [String: String]) = ([], [:])
    for action in change.namedActions {
      if let service = action.literalService, services.remove(service) != nil {
        newServices.insert(service)
      }
      if let name = entries.remove(action.pattern.text) { newActions[name] = action.text }
    }
    return Self.signals(newServices.sorted(), Signal.newService, Signal.newServices)
      + Self.signals(newActions.values.sorted(), Signal.newAction, Signal.newActions)
  }

  private static func signals(
    _ names: [String], _ one: (String) -> Signal, _ many: (Int) -> Signal
  ) -> [Signal] {
    names.count > namesMax ? [many(names.count)] : names.map(one)
  }
}

extension Change {
  /// What the version names; nothing where it was in the archive before.
  fileprivate var namedActions: [PolicyAction] {
    guard kind == .added || kind == .updated, let version else { return [] }
    return PolicyDocument(version.document).statements.flatMap(\.actionLists).flatMap(\.entries)
  }
}

extension PolicyAction {
  fileprivate var literalService: String? {
    service.flatMap { Glob($0).hasWildcard || $0.isEmpty ? nil : $0 }
  }
}
