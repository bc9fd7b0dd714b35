package import Git
package import Model

/// What one run has to write down.
package struct Run: Sendable {
  /// How the files beside `policies/` are written.
  package enum Form: Sendable {
    case standard
    /// Also in the forms that tools read from MAMIP archives today.
    case mamip
  }

  /// In the order in which they are recorded.
  package let changes: [Change]
  /// Where they come from, without user info.
  package let source: String
  /// The time of the run; in a replay the date of the source's newest commit.
  package let time: Timestamp
  /// Who commits.
  package let identity: Identity
  package let isFirstImport: Bool
  /// Whether the policies of a first import are one commit.
  package let isBaseline: Bool
  package let form: Form
  /// ARNs of all policies that the source named, for the list in MAMIP's form.
  package let arns: [PolicyName: String]

  package init(
    changes: [Change], of observation: Observation, identity: Identity, isFirstImport: Bool,
    isBaseline: Bool, form: Form
  ) {
    self.changes = changes
    source = observation.source
    time = observation.observedAt
    self.identity = identity
    self.isFirstImport = isFirstImport
    self.isBaseline = isBaseline
    self.form = form
    arns = observation.arns
  }

  func signature(at time: Timestamp) -> Signature {
    Signature(name: identity.name, email: identity.email, time: time)
  }
}

/// A name and an address for commits.
package struct Identity: Sendable, Equatable {
  package let name: String
  package let email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }
}

/// What a run wrote.
package struct Recorded: Sendable {
  package let release: ReleaseName
  /// The release commit, where the branch now stands.
  package let commit: ObjectID
  package let tag: ObjectID
  /// Each change with its commit, in order.
  package let changes: [(change: Change, commit: ObjectID)]
}
