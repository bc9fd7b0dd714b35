/// A service as a plain value, for who builds a reference or writes one.
package struct ServiceRecord: Sendable, Equatable {
  package var prefix: String
  package var name: String
  /// Sorted by their names in lower case.
  package var actions: [Action]
  /// Sorted where they were first written; later ones stand behind.
  package var resourceTypes: [ResourceType]
  /// Sorted where they were first written; later ones stand behind.
  package var conditionKeys: [ConditionKey]
  /// The last day it was seen, if it is gone.
  package var lastSeen: String?

  package init(
    prefix: String, name: String, actions: [Action] = [], resourceTypes: [ResourceType] = [],
    conditionKeys: [ConditionKey] = [], lastSeen: String? = nil
  ) {
    self.prefix = prefix
    self.name = name
    self.actions = actions
    self.resourceTypes = resourceTypes
    self.conditionKeys = conditionKeys
    self.lastSeen = lastSeen
  }
}

/// One thing that a policy can allow.
package struct Action: Sendable, Equatable {
  /// How AWS spells it, without the service's prefix.
  package var name: String
  package var accessLevel: AccessLevel
  /// Names of the resource types it can be limited to.
  package var resourceTypes: [String]
  /// The condition keys it lists, for itself or for one of its resource types.
  package var conditionKeys: [String]
  /// Actions that are also needed, with their prefixes.
  package var dependentActions: [String]
  /// The last day it was seen, if it is gone.
  package var lastSeen: String?

  package init(
    name: String, accessLevel: AccessLevel, resourceTypes: [String] = [],
    conditionKeys: [String] = [], dependentActions: [String] = [], lastSeen: String? = nil
  ) {
    self.name = name
    self.accessLevel = accessLevel
    self.resourceTypes = resourceTypes
    self.conditionKeys = conditionKeys
    self.dependentActions = dependentActions
    self.lastSeen = lastSeen
  }
}

/// What an action does, in the words of AWS's documentation.
package enum AccessLevel: String, Sendable, CaseIterable {
  case list = "List"
  case read = "Read"
  case write = "Write"
  case permissionsManagement = "Permissions management"
  case tagging = "Tagging"
}

/// A kind of resource that a service has.
package struct ResourceType: Sendable, Equatable {
  package var name: String
  /// Such as `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`.
  package var arnFormats: [String]
  package var conditionKeys: [String]
  /// The last day it was seen, if it is gone.
  package var lastSeen: String?

  package init(
    name: String, arnFormats: [String], conditionKeys: [String] = [], lastSeen: String? = nil
  ) {
    self.name = name
    self.arnFormats = arnFormats
    self.conditionKeys = conditionKeys
    self.lastSeen = lastSeen
  }
}

/// A condition key that a service lists.
package struct ConditionKey: Sendable, Equatable {
  /// Such as `aws:ResourceTag/${TagKey}`.
  package var name: String
  /// Such as `String`, `ArrayOfString`, `ARN` or `Bool`.
  package var type: String
  /// The last day it was seen, if it is gone.
  package var lastSeen: String?

  package init(name: String, type: String, lastSeen: String? = nil) {
    self.name = name
    self.type = type
    self.lastSeen = lastSeen
  }
}
