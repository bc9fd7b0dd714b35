import Model
import PolicyLanguage

/// Where a policy stands in the archive.
enum PolicyState {
  case never
  /// A file is there, but it holds no version.
  case unreadable
  case held(VersionID, JSONDocument)
  /// Deprecated, with its last version where that is known.
  case gone(VersionID?)

  var version: VersionID? {
    switch self {
    case .held(let id, _): id
    case .gone(let id): id
    case .never, .unreadable: nil
    }
  }

  var document: JSONDocument? {
    guard case .held(_, let document) = self else { return nil }
    return document
  }

  /// Whether an event leads to just this state.
  func isReached(by event: Observation.Event) -> Bool {
    switch (self, event) {
    case (.held(let id, let document), .published(let publication)):
      id == publication.version.id
        && document.root.isSameValue(as: publication.version.document.root)
    case (.gone, .departed): true
    default: false
    }
  }

  func isSame(as other: PolicyState) -> Bool {
    switch (self, other) {
    case (.never, .never), (.unreadable, .unreadable): true
    case (.held(let id, let document), .held(let otherID, let otherDocument)):
      id == otherID && document.root.isSameValue(as: otherDocument.root)
    case (.gone(let id), .gone(let otherID)): id == otherID
    default: false
    }
  }
}

extension Holdings {
  /// A policy that stands in `DEPRECATED.json` is gone, although older archives keep its file.
  func state(of name: PolicyName) -> PolicyState {
    if let entry = deprecated[name] {
      return .gone(entry.lastVersion ?? policies[name]?.version)
    }
    if let policy = policies[name] { return .held(policy.version, policy.document) }
    return unreadable.contains(name) ? .unreadable : .never
  }
}
