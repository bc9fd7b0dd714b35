/// What was known of all services on a day; newer ones are merged over older ones.
package struct ServiceSnapshot: Sendable {
  /// How long what is gone stays known, in months: policies outlive the actions they name.
  static let monthsKept = 9

  /// The day of the data, as `2026-10-27`.
  package let date: String
  /// In the order of their prefixes.
  package let services: [ServiceRecord]

  /// Takes the services in any order.
  package init(date: String, services: [ServiceRecord]) {
    self.date = date
    self.services = services.sorted { $0.prefix < $1.prefix }
  }

  /// Everything that a reference holds.
  package init(_ reference: ServiceReference) {
    self.init(date: reference.date, services: reference.allServices.map(\.record))
  }

  /// The text that `ServiceReference` reads.
  package var text: [UInt8] { ServiceReferenceWriter.text(date: date, services: services) }

  /// What is known after a newer snapshot has come: what it has, and what it has lost less than
  /// nine months ago, each with the last day it was seen.
  ///
  /// Resource types and condition keys keep their places, so that their numbers in the text stay
  /// the same.
  package func updated(by newer: ServiceSnapshot) -> ServiceSnapshot {
    let merge = Merge(olderDate: date, oldest: newer.date.earlier(months: Self.monthsKept))
    let merged = merge.list(services, newer.services, merge.service)
    return ServiceSnapshot(date: newer.date, services: merged)
  }

  /// The same with the services that AWS has shut down, but that its validation still knows.
  package var withRetiredServices: ServiceSnapshot {
    let known = Set(services.map(\.prefix))
    return ServiceSnapshot(
      date: date, services: services + RetiredServices.all.filter { !known.contains($0.prefix) })
  }
}

/// The rule by which something older and something newer become one.
private struct Merge {
  /// The day on which what only the older side has was last seen.
  let olderDate: String
  /// What was last seen before this day is forgotten.
  let oldest: String

  /// Older entries in their places, then those that are new, in their own order.
  func list<Entry: Dated>(
    _ older: [Entry], _ newer: [Entry], _ merge: (Entry, Entry) -> Entry
  ) -> [Entry] {
    let newerByName = Dictionary(
      newer.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let olderNames = Set(older.map(\.key))
    let kept = older.compactMap { entry in
      newerByName[entry.key].map { merge(entry, $0) } ?? gone(entry)
    }
    return kept + newer.filter { !olderNames.contains($0.key) }
  }

  func service(_ older: ServiceRecord, _ newer: ServiceRecord) -> ServiceRecord {
    var merged = newer
    if merged.name.isEmpty { merged.name = older.name }
    merged.actions = list(older.actions, newer.actions) { $1 }
    merged.resourceTypes = list(older.resourceTypes, newer.resourceTypes) { $1 }
    merged.conditionKeys = list(older.conditionKeys, newer.conditionKeys) { $1 }
    return merged
  }

  /// Marks what is gone, and forgets what has long been.
  private func gone<Entry: Dated>(_ entry: Entry) -> Entry? {
    let lastSeen = entry.lastSeen ?? olderDate
    return lastSeen >= oldest || entry.isKeptForEver ? entry.seenLast(on: lastSeen) : nil
  }
}

/// Something in a snapshot that can go.
private protocol Dated {
  /// What tells it from others in its list.
  var key: String { get }
  var lastSeen: String? { get set }
  var isKeptForEver: Bool { get }
  func seenLast(on day: String) -> Self
}

extension Dated {
  var isKeptForEver: Bool { false }

  func seenLast(on day: String) -> Self {
    var copy = self
    copy.lastSeen = day
    return copy
  }
}

extension Action: Dated {
  fileprivate var key: String { name.lowercased() }
}

extension ResourceType: Dated {
  fileprivate var key: String { name }
}

extension ConditionKey: Dated {
  fileprivate var key: String { name.lowercased() }
}

extension ServiceRecord: Dated {
  fileprivate var key: String { prefix }
  fileprivate var isKeptForEver: Bool { RetiredServices.prefixes.contains(prefix) }
}

extension String {
  /// A day so many months before this one, as days are spelled here; it need not be in a calendar,
  /// because days are compared and not counted.
  fileprivate func earlier(months: Int) -> String {
    let parts = split(separator: "-")
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]) else { return "" }
    let before = year * 12 + month - 1 - months
    let (earlierYear, earlierMonth) = (before / 12, before % 12 + 1)
    return "\(earlierYear)-\(earlierMonth < 10 ? "0" : "")\(earlierMonth)-\(parts[2])"
  }
}
