package import Model
package import PolicyLanguage

/// The actions and services that changes name and that no policy named before.
///
/// Made of the changes, it then strikes what each earlier document names; what is left is new.
package struct NewNames {
  /// More names than this are counted.
  private static let namesMax = 5

  /// Entries that no policy names, in lower case.
  private var entries: Set<String> = []
  private var services: Set<String> = []

  /// Looks for what changes name among the policies of an archive.
  ///
  /// To an archive that is empty everything is new, so there nothing is.
  package init(in changes: [Change], beside held: Holdings) {
    guard !held.isEmpty else { return }
    for action in changes.flatMap(\.namedActions) {
      if !action.pattern.hasWildcard { entries.insert(action.pattern.text) }
      if let service = action.literalService { services.insert(service) }
    }
    for policy in held.policies.values where !isEmpty { strike(policy.document) }
  }

  /// Whether nothing is new.
  package var isEmpty: Bool { entries.isEmpty && services.isEmpty }

  /// Takes out what an earlier document names.
  package mutating func strike(_ document: JSONDocument) {
    document.forEachActionName { text in
      let name = text.lowercased()
      entries.remove(name)
      if let colon = name.firstIndex(of: ":") { services.remove(String(name[..<colon])) }
    }
  }

  /// What is new in a change; for a later one it is so no more.
  fileprivate mutating func signals(of change: Change) -> [Signal] {
    guard !isEmpty else { return [] }
    var (newServices, newActions): (Set<String>, [String: String]) = ([], [:])
    for action in change.namedActions {
      if let service = action.literalService, services.remove(service) != nil {
        newServices.insert(service)
      }
      if let name = entries.remove(action.pattern.text) { newActions[name] = action.text }
    }
    return Self.signals(services: newServices, actions: Array(newActions.values))
  }

  /// Signals for names that are new: each by itself, or how many where there are more than a few.
  package static func signals(services: Set<String>, actions: [String]) -> [Signal] {
    signals(services.sorted(), Signal.newService, Signal.newServices)
      + signals(actions.sorted(), Signal.newAction, Signal.newActions)
  }

  private static func signals(
    _ names: [String], _ one: (String) -> Signal, _ many: (Int) -> Signal
  ) -> [Signal] {
    names.count > namesMax ? [many(names.count)] : names.map(one)
  }
}

extension [Change] {
  /// The same with signals for what is new; a name is so in the first change that has it.
  package func signalled(by news: consuming NewNames) -> [Change] {
    map { change in
      let signals = news.signals(of: change).map(\.description)
      var change = change
      change.meaning?.signals += signals
      return change
    }
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
