package import PolicyLanguage

/// The principals of an account, and what gives them permissions.
package struct Account: Sendable {
  /// A user or a role; a permission set is the role that it becomes in the account.
  package struct Principal: Sendable {
    package let arn: String
    /// The ARNs of the managed policies that are attached to it or to its groups, each once.
    package let managed: [String]
    /// The inline policies of it and of its groups.
    package let inline: [JSONDocument]
    /// The ARN of the policy that bounds what the others grant.
    package let boundary: String?

    /// The ARNs of all managed policies that decide what it may do.
    package var policies: [String] { managed + [boundary].compactMap(\.self) }
  }

  /// In the account's order: users, then roles.
  package let principals: [Principal]
  /// The default versions of the account's managed policies, by their ARNs.
  package let documents: [String: JSONDocument]
  /// Groups that users are in and of which nothing is said, sorted.
  package let missingGroups: [String]
  /// Whether the text says that there is more which it does not hold.
  package let isCutOff: Bool
}

extension Account {
  /// Whether an ARN is that of a policy of AWS's own, which no account can change.
  package static func isAWSManaged(_ arn: String) -> Bool {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 && parts[2] == "iam" && parts[4] == "aws"
      && parts[5].hasPrefix("policy/")
  }
}
