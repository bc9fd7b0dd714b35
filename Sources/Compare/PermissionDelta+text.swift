import Model
import PolicyLanguage

extension PermissionDelta {
  /// The counts in a few words: `+2 actions, scope of 1 changed`.
  package var headline: String {
    let changedCount = Set(changed.map(\.action)).count
    let parts = [
      Self.counted(added.count, "+", "action"), Self.counted(removed.count, "-", "action"),
      Self.counted(unknownAdded.count, "+", "unknown action"),
      Self.counted(unknownRemoved.count, "-", "unknown action"),
      changedCount > 0 ? "scope of \(changedCount) changed" : nil,
    ]
    let text = parts.compactMap(\.self).joined(separator: ", ")
    return text.isEmpty ? "nothing changed in effect" : text
  }

  private static func counted(_ count: Int, _ sign: String, _ what: String) -> String? {
    count > 0 ? "\(sign)\(count) \(what)\(count == 1 ? "" : "s")" : nil
  }

  /// Every action on a line of its own, below its service and access level.
  ///
  /// More lines than `linesMax` are not for reading: then each service gets one, with counts.
  package func lines(in table: ActionTable, linesMax: Int = .max) -> [String] {
    let entries = self.entries(in: table)
    guard entries.count <= linesMax else {
      return Self.counts(of: entries, in: table, linesMax: linesMax)
    }
    let groups = Dictionary(grouping: entries, by: \.group)
    return groups.sorted { $0.key < $1.key }.flatMap { group, entries in
      ["", group.title(in: table)] + entries.map(\.line)
    }.dropFirst().map(\.self)
  }

  private static func counts(
    of entries: [Entry], in table: ActionTable, linesMax: Int
  ) -> [String] {
    let services = Dictionary(grouping: entries, by: \.group.service).sorted { $0.key < $1.key }
    let lines = services.prefix(linesMax).map { service, entries in
      let counts = Dictionary(grouping: entries) { "\($0.sign) \($0.group.levelText)" }
      let text = counts.sorted { $0.key < $1.key }.map { kind, entries in
        "\(kind.prefix(1))\(entries.count) \(kind.dropFirst(2))"
      }
      return "\(SafeText.line(service)): \(text.joined(separator: ", "))"
    }
    let rest = services.count - lines.count
    return lines + (rest > 0 ? ["and \(rest) more services"] : [])
  }

  private func entries(in table: ActionTable) -> [Entry] {
    let entry = { (sign: String, action: String, note: String) in
      Entry(sign: sign, action: action, note: note, group: Group(action, in: table))
    }
    return added.map { entry("+", $0, "") } + unknownAdded.map { entry("+", $0, "") }
      + removed.map { entry("-", $0, "") } + unknownRemoved.map { entry("-", $0, "") }
      + changed.map {
        entry("~", $0.action, " (\($0.change.aspect.rawValue) \($0.change.direction.rawValue))")
      }
  }
}

private struct Entry {
  let sign: String
  let action: String
  let note: String
  let group: Group

  var line: String { "\(SafeText.line("\(sign) \(action)"))\(note)" }
}

/// Actions of one service that do the same kind of thing; nil where the reference has none.
private struct Group: Hashable, Comparable {
  let service: String
  let level: AccessLevel?

  init(_ action: String, in table: ActionTable) {
    let colon = action.utf8.firstIndex(of: UInt8(ascii: ":")) ?? action.endIndex
    service = action[..<colon].lowercased()
    level = table.id(of: action).map { table.levels[$0] }
  }

  var levelText: String { level?.rawValue ?? "unknown to the service data" }

  func title(in table: ActionTable) -> String {
    "\(SafeText.line(table.serviceNames[service] ?? service)), \(levelText)"
  }

  static func < (left: Group, right: Group) -> Bool {
    if left.service != right.service { return left.service < right.service }
    return rank(left.level) < rank(right.level)
  }

  private static func rank(_ level: AccessLevel?) -> Int {
    AccessLevel.allCases.firstIndex { $0 == level } ?? AccessLevel.allCases.count
  }
}
