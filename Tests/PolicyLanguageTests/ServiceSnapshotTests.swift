import PolicyLanguage
import Testing

/// Newer data over older.
struct ServiceSnapshotTests {
  @Test func `what is gone is kept with the last day it was seen`() {
    let merged = Self.merge([
      ("2026-01-31", ["A", "B", "C"]), ("2026-02-28", ["A", "B"]), ("2026-03-31", ["A"]),
    ])
    #expect(merged == [["A": nil, "B": "2026-02-28", "C": "2026-01-31"]])
  }

  @Test func `what comes back is there`() {
    #expect(
      Self.merge([("2026-01-31", ["A"]), ("2026-02-28", []), ("2026-03-31", ["a"])])
        == [["a": nil]])
  }

  @Test(arguments: [
    ("2026-10-30", true), ("2026-10-31", true), ("2026-11-01", false), ("2027-01-01", false),
  ])
  func `what is gone for nine months is forgotten`(date: String, isKept: Bool) {
    let merged = Self.merge([("2026-01-31", ["A"]), ("2026-02-28", []), (date, [])])
    #expect(merged == (isKept ? [["A": "2026-01-31"]] : [[:]]))
  }

  @Test func `a service goes with all that it had`() throws {
    let older = Self.snapshot("2026-01-31", ["A"])
    let merged = older.updated(by: ServiceSnapshot(date: "2026-02-28", services: []))
    let reference = try ServiceReference(parsing: merged.text)
    #expect(reference.service("s")?.lastSeen == "2026-01-31")
    #expect(reference.service("s")?.action(named: "A")?.lastSeen == "2026-01-31")
    #expect(
      merged.updated(by: ServiceSnapshot(date: "2027-02-28", services: [])).services.isEmpty)
  }

  @Test func `a service that AWS's validation still knows is never forgotten`() {
    let old = ServiceSnapshot(
      date: "2024-10-24",
      services: [
        ServiceRecord(
          prefix: "deeplens", name: "DeepLens", actions: [Action(name: "A", accessLevel: .list)])
      ])
    let merged = old.updated(by: ServiceSnapshot(date: "2026-10-27", services: []))
      .updated(by: ServiceSnapshot(date: "2026-10-28", services: []))
    #expect(merged.services.map(\.lastSeen) == ["2024-10-24"])
    #expect(merged.services.first?.actions.count == 1)
    #expect(merged.withRetiredServices.services.count == RetiredServices.prefixes.count)
  }

  @Test func `keys and resource types keep their numbers`() {
    func snapshot(_ date: String, _ names: [String]) -> ServiceSnapshot {
      ServiceSnapshot(
        date: date,
        services: [
          ServiceRecord(
            prefix: "s", name: date.hasPrefix("2026-01") ? "S" : "",
            resourceTypes: names.map { ResourceType(name: $0, arnFormats: [date]) },
            conditionKeys: names.map { ConditionKey(name: $0, type: date) })
        ])
    }
    let merged = snapshot("2026-01-31", ["b", "c"])
      .updated(by: snapshot("2026-02-28", ["a", "c", "d"]))
    #expect(merged.services.first?.resourceTypes.map(\.name) == ["b", "c", "a", "d"])
    #expect(merged.services.first?.conditionKeys.map(\.name) == ["b", "c", "a", "d"])
    #expect(
      merged.services.first?.conditionKeys.map(\.type)
        == ["2026-01-31", "2026-02-28", "2026-02-28", "2026-02-28"])
    #expect(merged.services.first?.name == "S")
  }

  private static func snapshot(_ date: String, _ actions: [String]) -> ServiceSnapshot {
    let actions = actions.map { Action(name: $0, accessLevel: .read) }
    return ServiceSnapshot(
      date: date, services: [ServiceRecord(prefix: "s", name: "S", actions: actions)])
  }

  /// The actions of each service, with the days they were last seen.
  private static func merge(_ steps: [(date: String, actions: [String])]) -> [[String: String?]] {
    let snapshots = steps.map { snapshot($0.date, $0.actions) }
    let empty = ServiceSnapshot(date: "2026-01-01", services: [])
    return snapshots.reduce(empty) { $0.updated(by: $1) }.services.map { service in
      Dictionary(uniqueKeysWithValues: service.actions.map { ($0.name, $0.lastSeen) })
    }
  }
}
