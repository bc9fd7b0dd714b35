import PolicyLanguage

/// Where and when a statement holds for the actions that it covers: one resource, all conditions.
///
/// A statement of several resources has as many scopes, so that it does not matter how a policy
/// divides them into statements.
struct Scope: Hashable, Sendable {
  let allows: Bool
  let resource: ResourceScope
  let conditions: Set<ConditionClause>

  /// Whether it holds everywhere and always.
  var isUnlimited: Bool { resource == .everything && conditions.isEmpty }

  /// The scopes of a statement.
  static func scopes(of statement: PolicyStatement) -> [Scope] {
    let conditions = ConditionClause.clauses(of: statement)
    return ResourceScope.scopes(of: statement).map {
      Scope(allows: statement.allows, resource: $0, conditions: conditions)
    }
  }

  /// Whether it holds wherever and whenever another one does.
  func covers(_ other: Scope) -> Answer {
    guard self != other else { return .yes }
    return resource.covers(other.resource) && ConditionClause.weaker(conditions, other.conditions)
  }
}

/// The resources of a scope.
enum ResourceScope: Hashable, Sendable {
  /// Those that a pattern matches.
  case matching(String)
  /// Those that none of some patterns matches.
  case outside(Set<String>)

  static let everything = ResourceScope.matching("*")

  /// The resources of a statement; one that names none is about the resource it is attached to.
  static func scopes(of statement: PolicyStatement) -> Set<ResourceScope> {
    if let list = statement.resource { return Set(list.texts.map { .matching($0) }) }
    if let list = statement.notResource { return [.outside(Set(list.texts))] }
    return [.everything]
  }

  /// Whether all resources of another scope are among these.
  func covers(_ other: ResourceScope) -> Answer {
    if self == other || self == .everything { return .yes }
    return switch (self, other) {
    case (.matching(let pattern), .matching(let text)): Self.pattern(pattern, covers: text)
    case (.matching, .outside): .unknown
    case (.outside(let gaps), .matching(let text)):
      gaps.all { Self.arePart($0, text) }
    case (.outside(let gaps), .outside(let otherGaps)):
      gaps.all { gap in otherGaps.any { Self.pattern($0, covers: gap) } }
    }
  }

  private static func arePart(_ left: String, _ right: String) -> Answer {
    if Glob(left).intersects(Glob(right)) { return hasVariable(left + right) ? .unknown : .no }
    return hasVariable(left + right) ? .unknown : .yes
  }

  /// Whether a pattern matches all that another matches.
  ///
  /// The other's stars are tried as nothing and as more letters than the pattern has, which no
  /// policy writes; a pattern that matches both has a star in each of their places.
  private static func pattern(_ pattern: String, covers text: String) -> Answer {
    if pattern == text { return .yes }
    let glob = Glob(pattern)
    let many = String(repeating: "\u{1}", count: pattern.utf8.count + 1)
    let long = text.replacing("*", with: many).replacing("?", with: "\u{2}")
    let short = text.replacing("*", with: "").replacing("?", with: "\u{2}")
    if glob.matches(long), glob.matches(short) { return .yes }
    return hasVariable(pattern) || hasVariable(text) ? .unknown : .no
  }

  private static func hasVariable(_ text: String) -> Bool { text.contains("${") }
}

extension PolicyList where Entry == PolicyResource {
  /// The patterns, with one star for several that follow each other.
  fileprivate var texts: [String] {
    entries.map { entry in
      guard entry.text.utf8.count(where: { $0 == UInt8(ascii: "*") }) > 1 else {
        return entry.text
      }
      var text = entry.text
      while text.contains("**") { text = text.replacing("**", with: "*") }
      return text
    }
  }
}
