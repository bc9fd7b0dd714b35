package import Model

extension PolicyNews {
  /// What a person should look at; of the same document there is nothing new to see.
  package var topics: Set<IssueTopic> {
    guard kind != .reissued else { return [] }
    guard kind != .deprecated else { return [.deprecation] }
    var topics: Set<IssueTopic> = []
    if findings.contains(where: { $0.type == .error }) { topics.insert(.error) }
    if findings.contains(where: { $0.type == .securityWarning }) { topics.insert(.securityWarning) }
    if !escalations.isEmpty { topics.insert(.escalation) }
    if actionsRemoved > 0 { topics.insert(.removal) }
    if kind == .reverted { topics.insert(.rollback) }
    return topics
  }

  /// Which of an issue's topics this change has settled, given what the issue's markers say.
  func resolves(_ topics: Set<IssueTopic>, of markers: [IssueMarker]) -> Set<IssueTopic> {
    guard kind != .reissued else { return [] }
    return topics.filter { !self.topics.contains($0) && resolves($0, of: markers) }
  }

  private func resolves(_ topic: IssueTopic, of markers: [IssueMarker]) -> Bool {
    switch topic {
    case .deprecation: kind == .restored || kind == .added
    case .error, .securityWarning: kind == .deprecated || isValidated
    case .escalation: kind == .deprecated || closes(markers.flatMap(\.escalations))
    case .removal: kind == .deprecated || givesBack(markers.flatMap(\.removed))
    case .rollback: kind == .deprecated || kind == .updated
    }
  }

  private var isValidated: Bool {
    validator != nil && !notes.contains { $0.hasPrefix("Not validated: ") }
  }

  /// Whether of each way something was taken that it needs.
  private func closes(_ escalations: [[String]]) -> Bool {
    let removed = Set(actions(behind: "-").map { $0.lowercased() })
    return !escalations.isEmpty
      && escalations.allSatisfy { $0.contains { removed.contains($0.lowercased()) } }
  }

  private func givesBack(_ actions: [String]) -> Bool {
    !actions.isEmpty && Set(actions).isSubset(of: self.actions(behind: "+"))
  }
}

extension IssueTopic {
  /// The topic in the words of an issue's title.
  func title(of news: PolicyNews) -> String {
    switch self {
    case .deprecation: "deprecated"
    case .error: news.count(of: .error).counted("error")
    case .escalation:
      news.allowsEverything ? "allows every action" : "opens \(news.escalationNames)"
    case .removal: "\(news.actionsRemoved.counted("action")) removed"
    case .rollback: "rolled back"
    case .securityWarning: news.count(of: .securityWarning).counted("security warning")
    }
  }

  /// The topic in the words of a comment that says it is settled.
  var settled: String {
    switch self {
    case .deprecation: "it is published again"
    case .error: "validation finds no error any more"
    case .escalation: "the known ways to more permissions are closed"
    case .removal: "the actions that were taken away are back"
    case .rollback: "a newer version is the default again"
    case .securityWarning: "validation finds no security warning any more"
    }
  }
}

extension PolicyNews {
  /// More ways to more permissions than this are counted in a title.
  private static var escalationsNamedMax: Int { 3 }

  fileprivate func count(of type: FindingType) -> Int {
    findings.filter { $0.type == type }.map(\.count).reduce(0, +)
  }

  fileprivate var escalationNames: String {
    let more = escalations.count - Self.escalationsNamedMax
    return escalations.prefix(Self.escalationsNamedMax).map(\.id).joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
  }
}
