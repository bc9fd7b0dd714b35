import Model
import PolicyLanguage

/// What changes of AWS's policies do to one principal.
package struct Impact: Sendable {
  /// The principal's ARN.
  package let principal: String
  /// What it may do now against before, through all its policies and within its boundary.
  package let delta: PermissionDelta
  /// The changes that have a part in it, sorted by name.
  package let because: [PolicyStep]
}

extension Account {
  /// Compares what each principal may do; only those with a difference are given, sorted.
  ///
  /// What another policy grants anyway is neither gained nor lost.
  ///
  /// - Parameters:
  ///   - steps: the policies that changed or did not, by their ARNs; they stand before what the
  ///     account says of a policy of that ARN, which did not change.
  ///   - reader: reads what the changed policies grant.
  /// - Returns: the principals whose permissions differ.
  package func impacts(
    of steps: [String: PolicyStep], _ reader: GrantsReader
  ) -> [Impact] {
    var reader = reader
    let changes = steps.filter(\.value.isChanged)
    let grants = changes.values.map { step in
      (
        before: step.before.map { reader.grants(of: $0.document) },
        after: step.after.map { reader.grants(of: $0.document) }
      )
    }
    var comparison = PrincipalComparison(
      account: self, steps: steps,
      reader: PermissionsReader(TouchedActions(grants, in: reader.table)))
    return principals.filter { $0.policies.contains { changes[$0] != nil } }
      .compactMap { comparison.impact(on: $0) }
      .sorted { $0.principal < $1.principal }
  }
}

/// Compares principals one after the other; managed policies are read once for all of them.
private struct PrincipalComparison {
  let account: Account
  let steps: [String: PolicyStep]
  var reader: PermissionsReader
  private var known: [String: PermissionStep] = [:]
  private var knownChanges: [ScopeGroups.Numbers: [ScopeChange]] = [:]

  init(account: Account, steps: [String: PolicyStep], reader: PermissionsReader) {
    self.account = account
    self.steps = steps
    self.reader = reader
  }

  mutating func impact(on principal: Account.Principal) -> Impact? {
    let policies = identityPermissions(of: principal)
    let boundary = principal.boundary.flatMap { permissions(ofManaged: $0) }
    let before = granted(policies.before, within: boundary?.before)
    let after = granted(policies.after, within: boundary?.after)
    let both = before.intersection(after)
    let changes =
      self.changes(of: both, policies) + (boundary.map { self.changes(of: both, $0) } ?? [])
    let (gained, lost) = (after.subtracting(before), before.subtracting(after))
    let delta = PermissionDelta(
      gained: gained, lost: lost, changes: changes, over: reader.touched)
    guard !delta.isEmpty else { return nil }
    let differing = changes.reduce(gained.union(lost)) { $0.union($1.actions) }
    return Impact(
      principal: principal.arn, delta: delta, because: causes(of: differing, on: principal))
  }

  private func granted(_ permissions: Permissions, within boundary: Permissions?) -> ActionSet {
    boundary.map { permissions.granted.intersection($0.granted) } ?? permissions.granted
  }

  /// All policies but the boundary.
  private mutating func identityPermissions(of principal: Account.Principal) -> PermissionStep {
    var sum = PermissionStep(nothing: reader.touched.nothing)
    for arn in principal.managed {
      if let policy = permissions(ofManaged: arn) { sum.add(policy) }
    }
    for document in principal.inline {
      sum.add(PermissionStep(unchanged: reader.permissions(of: document)))
    }
    return sum
  }

  /// Nil where nobody knows what the policy says.
  private mutating func permissions(ofManaged arn: String) -> PermissionStep? {
    if let known = known[arn] { return known }
    let document = steps[arn].map { $0.after?.document } ?? account.documents[arn]
    guard steps[arn] != nil || document != nil else { return nil }
    var read = PermissionStep(unchanged: reader.permissions(of: document))
    if let step = steps[arn], step.isChanged {
      read = PermissionStep(
        before: reader.permissions(of: step.before?.document), after: read.after)
    }
    known[arn] = read
    return read
  }

  /// How actions that are granted on both sides are granted otherwise.
  private mutating func changes(
    of actions: ActionSet, _ step: PermissionStep
  ) -> [(actions: ActionSet, changes: [ScopeChange])] {
    let groups = ScopeGroups(
      of: actions.intersection(step.touched), before: step.before, after: step.after
    ).groups
    return groups.compactMap { group in
      let changes = self.changes(of: group.scopes)
      return changes.isEmpty ? nil : (group.actions, changes)
    }
  }

  private mutating func changes(of numbers: ScopeGroups.Numbers) -> [ScopeChange] {
    if let known = knownChanges[numbers] { return known }
    let pair = ScopePair(
      before: Set(numbers.before.map { reader.scopes[$0] }),
      after: Set(numbers.after.map { reader.scopes[$0] }))
    let changes = pair.changes
    knownChanges[numbers] = changes
    return changes
  }

  /// The principal's changed policies that say something else about one of some actions.
  private mutating func causes(
    of actions: ActionSet, on principal: Account.Principal
  ) -> [PolicyStep] {
    Set(principal.policies).compactMap { arn in
      guard let step = steps[arn], let read = permissions(ofManaged: arn) else { return nil }
      return read.touched.isDisjoint(with: actions) ? nil : step
    }.sorted { $0.name < $1.name }
  }
}

extension PermissionDelta {
  /// Names the actions of sets over touched actions.
  fileprivate init(
    gained: ActionSet, lost: ActionSet, changes: [(actions: ActionSet, changes: [ScopeChange])],
    over touched: TouchedActions
  ) {
    let changed = changes.flatMap { group in
      group.actions.ids.flatMap { id in
        group.changes.map { Changed(action: touched.names[id], change: $0) }
      }
    }
    let (added, removed) = (touched.names(of: gained), touched.names(of: lost))
    self.init(
      added: added.known, removed: removed.known, changed: Set(changed),
      unknownAdded: added.unknown, unknownRemoved: removed.unknown)
  }
}
