package import PolicyLanguage

/// What an archive holds at one commit.
package struct Holdings: Sendable {
  /// A policy's state in the archive.
  package struct Policy: Sendable {
    package let version: VersionID
    package let createDate: Timestamp
    package let document: JSONDocument

    package init(version: VersionID, createDate: Timestamp, document: JSONDocument) {
      self.version = version
      self.createDate = createDate
      self.document = document
    }
  }

  package var policies: [PolicyName: Policy]
  /// Files under `policies/` that hold no policy version, such as the empty ones of older archives.
  package var unreadable: Set<PolicyName>
  package var deprecated: [PolicyName: DeprecatedPolicy]

  package init(
    policies: [PolicyName: Policy] = [:], unreadable: Set<PolicyName> = [],
    deprecated: [PolicyName: DeprecatedPolicy] = [:]
  ) {
    self.policies = policies
    self.unreadable = unreadable
    self.deprecated = deprecated
  }

  /// Whether nothing was ever recorded: the next run is a first import.
  package var isEmpty: Bool { policies.isEmpty && unreadable.isEmpty && deprecated.isEmpty }

  /// The versions held of some policies, sorted by name; nothing for those that are not held.
  package func versions(of names: Set<PolicyName>) -> [PolicyVersion] {
    names.sorted().compactMap { name in
      policies[name].map {
        PolicyVersion(
          name: name, id: $0.version, createDate: $0.createDate, document: $0.document)
      }
    }
  }
}
