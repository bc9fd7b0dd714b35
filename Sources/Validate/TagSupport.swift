import PolicyLanguage

/// Actions of a statement for which AWS does not evaluate the tags of the resource.
enum TagSupport {
  /// Whether a key is the tag of a resource.
  static func isResourceTag(_ condition: PolicyCondition) -> Bool {
    condition.foldedName.hasPrefix("aws:resourcetag/")
  }

  /// The actions that cannot be limited by the tags of a resource, one group for each service.
  static func unsupported(
    in statement: PolicyStatement, _ context: Context
  ) -> [(service: String, actions: [PolicyAction])] {
    var groups: [(service: String, actions: [PolicyAction])] = []
    for entry in statement.action?.entries ?? [] {
      guard let known = context.services[entry],
        known.actions(entry).contains(where: { !supports($0, of: known) })
      else { continue }
      let prefix = known.service.prefix
      if let index = groups.firstIndex(where: { $0.service == prefix }) {
        groups[index].actions.append(entry)
      } else {
        groups.append((prefix, [entry]))
      }
    }
    return groups
  }

  /// Actions that create something list the tags of the request, and pass.
  private static func supports(_ action: Action, of known: KnownService) -> Bool {
    action.conditionKeys.contains { $0.isTagKey("ResourceTag") || $0.isTagKey("RequestTag") }
      || known.service.resourceTypes.contains { type in
        action.resourceTypes.contains(type.name)
          && type.conditionKeys.contains { $0.isTagKey("ResourceTag") }
      }
  }
}

extension String {
  fileprivate func isTagKey(_ name: String) -> Bool { hasPrefix("aws:\(name)/") }
}
