import PolicyLanguage

/// What one document, or several together, say about touched actions.
struct Permissions {
  /// What some Allow statement covers.
  private(set) var allowed: ActionSet
  /// What a Deny without condition and on every resource covers.
  private(set) var forbidden: ActionSet
  /// Where statements cover what, but for those that take away altogether.
  private(set) var scoped: [(scope: Int, actions: ActionSet)] = []

  init(nothing: ActionSet) {
    allowed = nothing
    forbidden = nothing
  }

  /// What is granted on whatever resource and condition.
  var granted: ActionSet { allowed.subtracting(forbidden) }

  /// Adds another document's statements.
  mutating func add(_ other: Permissions) {
    allowed.formUnion(other.allowed)
    forbidden.formUnion(other.forbidden)
    scoped += other.scoped
  }

  fileprivate mutating func add(_ covered: ActionSet, allows: Bool, isUnlimited: Bool) {
    if allows { allowed.formUnion(covered) }
    if !allows, isUnlimited { forbidden.formUnion(covered) }
  }

  fileprivate mutating func add(_ covered: ActionSet, in scope: Int) {
    scoped.append((scope, covered))
  }
}

/// What a policy, or several together, say about touched actions before and after.
struct PermissionStep {
  private(set) var before: Permissions
  private(set) var after: Permissions
  /// What is covered otherwise.
  private(set) var touched: ActionSet

  /// Says nothing.
  init(nothing: ActionSet) {
    self.init(unchanged: Permissions(nothing: nothing))
  }

  /// Says the same on both sides.
  init(unchanged permissions: Permissions) {
    before = permissions
    after = permissions
    touched = permissions.allowed.subtracting(permissions.allowed)
  }

  init(before: Permissions, after: Permissions) {
    self.before = before
    self.after = after
    var sides: [Int: (before: ActionSet, after: ActionSet)] = [:]
    let nothing = before.allowed.subtracting(before.allowed)
    for (scope, covered) in before.scoped {
      sides[scope, default: (nothing, nothing)].before.formUnion(covered)
    }
    for (scope, covered) in after.scoped {
      sides[scope, default: (nothing, nothing)].after.formUnion(covered)
    }
    touched = sides.values.reduce(before.forbidden.symmetricDifference(after.forbidden)) {
      $0.union($1.before.symmetricDifference($1.after))
    }
  }

  /// Adds another policy.
  mutating func add(_ other: PermissionStep) {
    before.add(other.before)
    after.add(other.after)
    touched.formUnion(other.touched)
  }
}

/// Reads what documents say about touched actions; each scope is kept once, under a number.
struct PermissionsReader {
  private(set) var touched: TouchedActions
  private(set) var scopes: [Scope] = []
  private var numbers: [Scope: Int] = [:]

  init(_ touched: TouchedActions) {
    self.touched = touched
  }

  /// What a document says; nil stands for one that says nothing.
  mutating func permissions(of document: JSONDocument?) -> Permissions {
    var permissions = Permissions(nothing: touched.nothing)
    guard let document else { return permissions }
    for statement in PolicyDocument(document).statements where statement.allows || statement.denies
    {
      let covered = touched.covered(by: statement)
      guard !covered.isEmpty else { continue }
      let limits = Scope.scopes(of: statement)
      let isUnlimited = limits.contains(where: \.isUnlimited)
      permissions.add(covered, allows: statement.allows, isUnlimited: isUnlimited)
      guard statement.allows || !isUnlimited else { continue }
      for scope in limits { permissions.add(covered, in: number(of: scope)) }
    }
    return permissions
  }

  private mutating func number(of scope: Scope) -> Int {
    if let number = numbers[scope] { return number }
    numbers[scope] = scopes.count
    scopes.append(scope)
    return scopes.count - 1
  }
}
