import PolicyLanguage

/// Checks by what they look at, so that each part of a policy meets only those made for it.
struct ChecksBySubject: Sendable {
  private let document: [any PolicyCheck<PolicyDocument>.Type]
  private let statement: [any PolicyCheck<PolicyStatement>.Type]
  private let action: [any PolicyCheck<PolicyAction>.Type]
  private let resource: [any PolicyCheck<PolicyResource>.Type]
  private let principal: [any PolicyCheck<PolicyPrincipal>.Type]
  private let variable: [any PolicyCheck<VariableUse>.Type]
  private let block: [any PolicyCheck<PolicyConditionBlock>.Type]
  private let condition: [any PolicyCheck<PolicyCondition>.Type]

  init(_ checks: [any PolicyCheck.Type]) {
    document = checks.compactMap { $0 as? any PolicyCheck<PolicyDocument>.Type }
    statement = checks.compactMap { $0 as? any PolicyCheck<PolicyStatement>.Type }
    action = checks.compactMap { $0 as? any PolicyCheck<PolicyAction>.Type }
    resource = checks.compactMap { $0 as? any PolicyCheck<PolicyResource>.Type }
    principal = checks.compactMap { $0 as? any PolicyCheck<PolicyPrincipal>.Type }
    variable = checks.compactMap { $0 as? any PolicyCheck<VariableUse>.Type }
    block = checks.compactMap { $0 as? any PolicyCheck<PolicyConditionBlock>.Type }
    condition = checks.compactMap { $0 as? any PolicyCheck<PolicyCondition>.Type }
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
