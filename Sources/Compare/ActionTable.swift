package import PolicyLanguage

/// The actions of a service reference, numbered, so that sets of them are sets of bits.
package struct ActionTable: Sendable {
  /// The actions in the reference's spelling, such as `s3:GetObject`.
  package let names: [String]
  /// What each does.
  package let levels: [AccessLevel]
  /// What the services are called, by their prefixes.
  package let serviceNames: [String: String]
  private let folded: [String]
  private let services: [String: Range<Int>]
  private let ids: [String: Int]
  /// The known ways to more permissions, with the actions that each takes.
  let escalations: [EscalationNeeds]

  /// Reads every service, or those that are wanted.
  package init(_ reference: ServiceReference, wanted: Set<String>? = nil) {
    var (names, folded): ([String], [String]) = ([], [])
    var levels: [AccessLevel] = []
    var services: [String: Range<Int>] = [:]
    for service in reference.allServices where wanted?.contains(service.prefix) ?? true {
      let start = names.count
      for action in service.actions {
        let name = "\(service.prefix):\(action.name)"
        names.append(name)
        folded.append(name.lowercased())
        levels.append(action.accessLevel)
      }
      services[service.prefix] = start..<names.count
    }
    serviceNames = Dictionary(
      uniqueKeysWithValues: reference.allServices.map { service in
        (service.prefix, service.name.isEmpty ? service.prefix : service.name)
      })
    ids = Dictionary(zip(folded, folded.indices), uniquingKeysWith: { first, _ in first })
    escalations = EscalationPath.all.map { [ids] in EscalationNeeds($0, ids) }
    self.names = names
    self.folded = folded
    self.levels = levels
    self.services = services
  }

  /// How many actions there are.
  package var count: Int { names.count }

  /// An action's number; its name may be in any case.
  package func id(of name: String) -> Int? {
    ids[name.lowercased()]
  }

  /// The services' prefixes, in no order.
  package var prefixes: some Collection<String> { services.keys }

  /// The actions that a pattern covers, as ranges of numbers in order.
  func expand(_ pattern: PolicyAction) -> [Range<Int>] {
    if pattern.text == "*" { return [0..<count] }
    guard pattern.pattern.hasWildcard else {
      return ids[pattern.pattern.text].map { [$0..<$0 + 1] } ?? []
    }
    var ranges: [Range<Int>] = []
    for id in candidates(pattern) where pattern.covers(folded[id]) {
      if let last = ranges.last, last.upperBound == id {
        ranges[ranges.count - 1] = last.lowerBound..<id + 1
      } else {
        ranges.append(id..<id + 1)
      }
    }
    return ranges
  }

  /// Where a pattern's matches can be: a wildcard before the colon, or no colon, means anywhere.
  private func candidates(_ pattern: PolicyAction) -> Range<Int> {
    guard let service = pattern.service, !Glob(service).hasWildcard else { return 0..<count }
    return services[service] ?? 0..<0
  }
}
