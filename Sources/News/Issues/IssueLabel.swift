package import Model

/// A label of the issues that the bot opens.
package struct IssueLabel: Sendable, Equatable {
  package let name: String
  /// Six hexadecimal digits.
  package let color: String
  /// At most 100 characters.
  package let about: String

  /// On every issue of a channel; by it the bot finds its own again.
  package static let own = IssueLabel(
    name: "managed-policy", color: "0969da", about: "An AWS managed policy changed")

  /// The label of a topic; an issue is open for as many topics as it has such labels.
  package init(_ topic: IssueTopic) {
    name = "policy-\(topic.rawValue)"
    switch topic {
    case .deprecation: (color, about) = ("cfd3d7", "AWS no longer has the policy")
    case .error: (color, about) = ("d73a4a", "Validation found an error")
    case .escalation: (color, about) = ("5319e7", "A known way to more permissions was opened")
    case .removal: (color, about) = ("fbca04", "Actions were taken away")
    case .rollback: (color, about) = ("fef2c0", "AWS made a lower version the default")
    case .securityWarning: (color, about) = ("b60205", "Validation found a security warning")
    }
  }

  private init(name: String, color: String, about: String) {
    self.name = name
    self.color = color
    self.about = about
  }

  /// The topics for which an issue with these labels is open.
  static func topics(of labels: [String]) -> Set<IssueTopic> {
    let names = Set(labels.map { $0.lowercased() })
    return Set(IssueTopic.allCases.filter { names.contains(IssueLabel($0).name) })
  }
}
