package import Model
import PolicyLanguage

/// Which news somebody wants to hear; a list that is nil lets everything pass.
package struct NewsFilter: Sendable, Equatable {
  /// Patterns of policy names, in which `*` stands for any characters.
  package var policies: [String]?
  /// Prefixes of services, such as `ec2`; one of the change's own must be among them.
  package var services: [String]?
  package var kinds: [Change.Kind]?
  /// The least that a change must matter; nil also lets pass what has no severity at all.
  package var minSeverity: FindingType?

  /// Lets everything pass that no list keeps back.
  package init(
    policies: [String]? = nil, services: [String]? = nil, kinds: [Change.Kind]? = nil,
    minSeverity: FindingType? = nil
  ) {
    self.policies = policies
    self.services = services
    self.kinds = kinds
    self.minSeverity = minSeverity
  }
}

extension NewsFilter {
  /// Whether a policy's news passes all lists.
  package func passes(_ policy: PolicyNews) -> Bool {
    isIn(policies) { Glob($0).matches(policy.name.text) }
      && isIn(services) { policy.services.contains($0.lowercased()) }
      && isIn(kinds) { $0 == policy.kind }
      && minSeverity.map { least in policy.severity.map { $0 >= least } ?? false } ?? true
  }

  private func isIn<Element>(_ list: [Element]?, _ matches: (Element) -> Bool) -> Bool {
    list.map { $0.contains(where: matches) } ?? true
  }
}

extension ReleaseNews {
  /// The part that passes a filter; nil where nothing does, so that nobody is told of nothing.
  package func filtered(by filter: NewsFilter) -> ReleaseNews? {
    var news = self
    news.policies = policies.filter(filter.passes)
    return news.policies.isEmpty ? nil : news
  }
}
