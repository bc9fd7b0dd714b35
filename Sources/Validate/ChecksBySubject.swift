import PolicyLanguage

/// Checks by what they look at, so that each part of a policy meets only those made for it.
struct ChecksBySubject: Sendable {
  fileprivate var document: [any PolicyCheck<PolicyDocument>.Type] = []
  fileprivate var statement: [any PolicyCheck<PolicyStatement>.Type] = []
  fileprivate var action: [any PolicyCheck<PolicyAction>.Type] = []
  fileprivate var resource: [any PolicyCheck<PolicyResource>.Type] = []
  fileprivate var principal: [any PolicyCheck<PolicyPrincipal>.Type] = []
  fileprivate var variable: [any PolicyCheck<VariableUse>.Type] = []
  fileprivate var block: [any PolicyCheck<PolicyConditionBlock>.Type] = []
  fileprivate var condition: [any PolicyCheck<PolicyCondition>.Type] = []

  init(_ checks: [any PolicyCheck.Type]) {
    for check in checks { check.add(to: &self) }
  }

  /// Walks over the policy once.
  func inspect(_ policy: PolicyDocument, _ context: Context, _ reports: inout Reports) {
    for check in document { reports.append(check.issues(in: policy, context), of: check) }
    for statement in policy.statements {
      var context = context
      context.statement = statement
      inspect(statement, context, &reports)
    }
  }

  private func inspect(
    _ part: PolicyStatement, _ context: Context, _ reports: inout Reports
  ) {
    for check in statement { reports.append(check.issues(in: part, context), of: check) }
    for list in part.actionLists {
      for entry in list.entries {
        for check in action { reports.append(check.issues(in: entry, context), of: check) }
      }
    }
    for list in part.resourceLists {
      for entry in list.entries {
        for check in resource { reports.append(check.issues(in: entry, context), of: check) }
      }
    }
    for list in part.principalLists {
      for entry in list.entries {
        for check in principal { reports.append(check.issues(in: entry, context), of: check) }
      }
    }
    for use in VariableUse.all(in: part) {
      for check in variable { reports.append(check.issues(in: use, context), of: check) }
    }
    for entry in part.blocks { inspect(entry, context, &reports) }
  }

  private func inspect(
    _ part: PolicyConditionBlock, _ context: Context, _ reports: inout Reports
  ) {
    for check in block { reports.append(check.issues(in: part, context), of: check) }
    for entry in part.conditions {
      for check in condition { reports.append(check.issues(in: entry, context), of: check) }
    }
  }
}

extension PolicyCheck where Subject == PolicyDocument {
  static func add(to checks: inout ChecksBySubject) { checks.document.append(Self.self) }
}

extension PolicyCheck where Subject == PolicyStatement {
  static func add(to checks: inout ChecksBySubject) { checks.statement.append(Self.self) }
}

extension PolicyCheck where Subject == PolicyAction {
  static func add(to checks: inout ChecksBySubject) { checks.action.append(Self.self) }
}

extension PolicyCheck where Subject == PolicyResource {
  static func add(to checks: inout ChecksBySubject) { checks.resource.append(Self.self) }
}

extension PolicyCheck where Subject == PolicyPrincipal {
  static func add(to checks: inout ChecksBySubject) { checks.principal.append(Self.self) }
}

extension PolicyCheck where Subject == VariableUse {
  static func add(to checks: inout ChecksBySubject) { checks.variable.append(Self.self) }
}

extension PolicyCheck where Subject == PolicyConditionBlock {
  static func add(to checks: inout ChecksBySubject) { checks.block.append(Self.self) }
}

extension PolicyCheck where Subject == PolicyCondition {
  static func add(to checks: inout ChecksBySubject) { checks.condition.append(Self.self) }
}
