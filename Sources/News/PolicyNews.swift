package import Model

/// What people are told of one policy in a release: what its commit says, read back.
package struct PolicyNews: Sendable, Equatable {
  /// A known way to more permissions that the change opens, and what it takes.
  package struct Escalation: Sendable, Equatable {
    package let id: String
    package let actions: [String]
  }

  /// How often a check found something.
  package struct FindingCount: Sendable, Equatable {
    package let type: FindingType
    package let code: IssueCode
    package let count: Int
  }

  package var name: PolicyName
  /// Nil where no source named it.
  package var arn: String?
  package var kind: Change.Kind
  /// Nil for `deprecated`.
  package var version: VersionID?
  /// The version before, where it is known.
  package var previous: VersionID?
  /// The full id of the commit; nil where nothing was recorded yet, as in a dry run.
  package var commit: String?
  /// The commit's subject: `AmazonEKS_CNI_Policy v5 → v6: +2 actions`.
  package var summary: String
  /// The commit's body: the actions by service, each on a line behind a sign, or counts.
  package var lines: [String]
  package var actionsAdded: Int
  package var actionsChanged: Int
  package var actionsRemoved: Int
  package var escalations: [Escalation]
  /// Words for what is to be heard at once, each with what it is about.
  package var signals: [String]
  /// What validation found, the worst first.
  package var findings: [FindingCount]
  /// Who validated; nil where nobody did.
  package var validator: String?
}

extension PolicyNews {
  /// The services whose actions the change is about, as IAM's prefixes: `ec2`, `s3`.
  package var services: Set<String> {
    Set(lines.compactMap { $0.service })
  }

  /// How much the worst of it matters; nil where there is nothing to worry about.
  ///
  /// A way to more permissions, and a signal, matter as much as a security warning; that something
  /// is named for the first time does not.
  package var severity: FindingType? {
    let heard: FindingType? = escalations.isEmpty && alarms.isEmpty ? nil : .securityWarning
    return [findings.map(\.type).max(), heard].compactMap(\.self).max()
  }

  /// How much somebody wants to hear of it; what ranks higher stands first.
  package var rank: Int {
    if kind == .reissued { return 0 }
    if !escalations.isEmpty { return 6 }
    if !alarms.isEmpty { return 5 }
    if let severity, severity >= .securityWarning { return 4 }
    if !signals.isEmpty { return 3 }
    if actionsAdded + actionsChanged + actionsRemoved > 0 { return 2 }
    return 1
  }

  /// The signals that are a cause to worry.
  private var alarms: [String] { signals.filter { !ChangeMeaning.isNews($0) } }
}

extension String {
  /// The service of a line such as `+ ec2:RunInstances (…)` or `ec2: +2 Read`.
  fileprivate var service: String? {
    let text = drop { "+-~ ".contains($0) }
    let prefix = text.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    let rest = text.dropFirst(prefix.count)
    guard !prefix.isEmpty, rest.first == ":", rest.dropFirst().first != nil,
      count > text.count || rest.hasPrefix(": +") || rest.hasPrefix(": -")
        || rest.hasPrefix(": ~")
    else { return nil }
    return prefix.lowercased()
  }
}
