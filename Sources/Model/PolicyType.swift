/// What a policy is attached to, which decides its grammar and its quotas.
package enum PolicyType: String, Sendable, CaseIterable {
  /// Attached to a user, a group or a role.
  case identity
  /// Attached to a resource, with principals of its own.
  case resource
  /// A service control policy of an organization.
  case scp
  /// A resource control policy of an organization.
  case rcp
  /// Attached to a role: who may assume it.
  case trust

  /// The name in `ValidatePolicy`, for which a trust policy is one of a resource.
  package var serviceName: String {
    switch self {
    case .identity: "IDENTITY_POLICY"
    case .resource, .trust: "RESOURCE_POLICY"
    case .scp: "SERVICE_CONTROL_POLICY"
    case .rcp: "RESOURCE_CONTROL_POLICY"
    }
  }

  /// What `ValidatePolicy` must also be told of a trust policy, whose grammar is narrower.
  package var serviceResourceType: String? {
    self == .trust ? "AWS::IAM::AssumeRolePolicyDocument" : nil
  }
}
