/// The names of a service's actions in lower case, such as `getobject`, sorted by bytes.
///
/// A policy's actions are looked up here without reading the rest of the service.
final class ActionNames: Sendable {
  private let table: NameTable
  /// The last day of what is gone, by its place.
  private let goneOn: [Int: String]

  /// Where each action's line is.
  private let lines: [Range<Int>]

  /// An action as its line has it.
  struct Line {
    let name: ArraySlice<UInt8>
    let range: Range<Int>
    /// The last day of what is gone.
    let lastSeen: String?
  }

  /// Takes the actions in their order.
  init(_ lines: [Line]) {
    table = NameTable(lowercasing: lines.lazy.map(\.name))
    let gone = lines.indices.compactMap { place in lines[place].lastSeen.map { (place, $0) } }
    goneOn = Dictionary(uniqueKeysWithValues: gone)
    self.lines = lines.map(\.range)
  }

  /// Whether the name of an action of a policy is or covers one that is not gone before a day.
  func contains(_ name: Glob, on day: String) -> Bool {
    guard name.hasWildcard else {
      return table.place(of: name.bytes.span).map { isThere($0, on: day) } ?? false
    }
    return firstMatch(of: name, from: table.firstPlace(notBefore: name), on: day) != nil
  }

  /// The lines of those that the name of an action of a policy is or covers, without those that
  /// are gone before a day.
  func lines(of name: Glob, on day: String) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var next = table.firstPlace(notBefore: name)
    while let place = firstMatch(of: name, from: next, on: day) {
      found.append(lines[place])
      next = place + 1
    }
    return found
  }

  /// Whether there is no action on a day.
  func isEmpty(on day: String) -> Bool {
    !table.places.contains { isThere($0, on: day) }
  }

  private func firstMatch(of name: Glob, from start: Int, on day: String) -> Int? {
    var next = start
    while let place = table.firstMatch(of: name, from: next) {
      if isThere(place, on: day) { return place }
      next = place + 1
    }
    return nil
  }

  private func isThere(_ place: Int, on day: String) -> Bool {
    goneOn.isEmpty || goneOn[place].map { day <= $0 } ?? true
  }
}
