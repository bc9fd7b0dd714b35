import Compare
import History
import Model
import PolicyLanguage

/// Where an archive first named each action and each service.
struct FirstNames {
  private typealias Place = RecordedVersion.Place

  private var versions: [Place] = []
  /// The most commits that came after some version's: the archive's first commit.
  private var depthMax = -1
  /// The versions of that commit.
  private var firstVersions: Set<Int> = []
  /// By entry as written, which of the versions noted so far is the oldest that has it.
  private var entries: [String: Int] = [:]

  /// Takes what a version names, in whatever order versions come.
  mutating func note(_ version: RecordedVersion) {
    guard let document = version.version?.document else { return }
    let number = versions.count
    versions.append(version.place)
    if version.depth > depthMax { (depthMax, firstVersions) = (version.depth, []) }
    if version.depth == depthMax { firstVersions.insert(number) }
    document.forEachActionName { text in
      Self.note(text, number, in: &entries, versions)
    }
  }

  /// Keeps the older one.
  private static func note(
    _ name: String, _ version: Int, in firsts: inout [String: Int], _ versions: [Place]
  ) {
    if let known = firsts[name], versions[known] >= versions[version] { return }
    firsts[name] = version
  }

  /// What is new in each version; of the archive's first commit, to which everything is, nothing.
  func signals() -> [RecordedVersion.Place: [Signal]] {
    var (actions, services): ([String: Int], [String: Int]) = ([:], [:])
    for (text, version) in entries {
      let name = text.lowercased()
      if !Self.hasWildcard(name) { Self.note(name, version, in: &actions, versions) }
      let service = String(name.prefix { $0 != ":" })
      if service.count < name.count, !service.isEmpty, !Self.hasWildcard(service) {
        Self.note(service, version, in: &services, versions)
      }
    }
    var news: [Int: (services: Set<String>, actions: [String: String])] = [:]
    for (service, version) in services where !firstVersions.contains(version) {
      news[version, default: ([], [:])].services.insert(service)
    }
    for (text, version) in entries where !firstVersions.contains(version) {
      let name = text.lowercased()
      guard actions[name] == version else { continue }
      // Where a version spells an action in two ways, the first in order is shown.
      news[version, default: ([], [:])].actions.merge([name: text]) { min($0, $1) }
    }
    let signals = news.map { number, names in
      (
        versions[number],
        NewNames.signals(services: names.services, actions: Array(names.actions.values))
      )
    }
    return Dictionary(uniqueKeysWithValues: signals)
  }

  private static func hasWildcard(_ name: String) -> Bool {
    name.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }
}
