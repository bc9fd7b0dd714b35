import Model
package import PolicyLanguage

extension ReleaseNews {
  /// The changes as an array for programs, what matters most first.
  package func changes(in archive: ArchiveAddress) -> [JSON] {
    policies.map { $0.json(in: archive) }
  }
}

extension PolicyNews {
  /// Everything that the commit says, but the lines for people.
  fileprivate func json(in archive: ArchiveAddress) -> JSON {
    [
      "policy": .string(name.text),
      "arn": .text(arn),
      "kind": .string(kind.rawValue),
      "version": .text(version?.description),
      "previousVersion": .text(previous?.description),
      "commit": .text(commit),
      "url": .text(commit.map(archive.commit)),
      "summary": .string(summary),
      "severity": .text(severity?.rawValue),
      "services": .array(services.sorted().map { .string($0) }),
      "actionsAdded": .count(actionsAdded),
      "actionsChanged": .count(actionsChanged),
      "actionsRemoved": .count(actionsRemoved),
      "escalations": .array(escalations.map { .string($0.id) }),
      "signals": .array(signals.map { .string($0) }),
      "findings": .count(findings.map(\.count).reduce(0, +)),
    ]
  }
}

extension JSON {
  static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  static func count(_ number: Int) -> JSON { .number(String(number)) }
}
