/// The full names of a service's actions in lower case, such as `s3:getobject`, sorted by bytes.
///
/// A policy's actions are looked up here, without a text for each name: one array holds them all.
struct ActionNames: Sendable {
  private let bytes: [UInt8]
  /// Where each name ends, and the next begins.
  private let ends: [Int]
  private let goneOn: [Int: String]
  /// The places of the names at, or behind, the slots that their hashes say; -1 for no name.
  private let slots: [Int]

  /// Takes what stands before the names, and the names with the last day of what is gone.
  init(prefix: String, names: [(name: ArraySlice<UInt8>, lastSeen: String?)]) {
    var (bytes, ends, goneOn): ([UInt8], [Int], [Int: String]) = ([], [], [:])
    for entry in names {
      bytes += prefix.utf8
      bytes.append(UInt8(ascii: ":"))
      bytes += entry.name
      if let lastSeen = entry.lastSeen { goneOn[ends.count] = lastSeen }
      ends.append(bytes.count)
    }
    self.bytes = bytes.map(\.lowercased)
    self.ends = ends
    self.goneOn = goneOn
    slots = Self.slots(of: self.bytes, ends)
  }

  /// Whether an action of a policy is or covers one that is not gone before a day.
  func contains(_ pattern: Glob, on day: String) -> Bool {
    guard pattern.hasWildcard else {
      return place(of: pattern).map { isThere($0, on: day) } ?? false
    }
    return firstMatch(of: pattern, from: firstPlace(notBefore: pattern), on: day) != nil
  }

  /// The names that an action of a policy is or covers, without those that are gone before a day.
  func matches(of pattern: Glob, on day: String) -> [String] {
    var names: [String] = []
    var next = firstPlace(notBefore: pattern)
    while let place = firstMatch(of: pattern, from: next, on: day) {
      names.append(String(decoding: bytes[range(place)], as: UTF8.self))
      next = place + 1
    }
    return names
  }

  /// Whether there is no action on a day.
  func isEmpty(on day: String) -> Bool {
    !ends.indices.contains { isThere($0, on: day) }
  }

  private func range(_ place: Int) -> Range<Int> {
    (place == 0 ? 0 : ends[place - 1])..<ends[place]
  }

  private func isThere(_ place: Int, on day: String) -> Bool {
    goneOn.isEmpty || goneOn[place].map { day <= $0 } ?? true
  }
}

extension ActionNames {
  private func firstMatch(of pattern: Glob, from start: Int, on day: String) -> Int? {
    var place = start
    while place < ends.count, begins(place, as: pattern) {
      let name = bytes.span.extracting(range(place))
      if pattern.matches(name), isThere(place, on: day) { return place }
      place += 1
    }
    return nil
  }

  /// Whether a name begins as a pattern does before its first wildcard.
  private func begins(_ place: Int, as pattern: Glob) -> Bool {
    let name = bytes.span.extracting(range(place))
    return name.starts(with: pattern.bytes.span, upTo: pattern.literalStartLength)
  }

  /// The first name that does not come before what a pattern begins with, found by halving.
  private func firstPlace(notBefore pattern: Glob) -> Int {
    let start = pattern.bytes.span.extracting(first: pattern.literalStartLength)
    return ends.indices.partitionPoint { !bytes.span.extracting(range($0)).precedes(start) }
  }
}

extension ActionNames {
  /// Twice as many slots as names, and a power of two: then few names share one.
  private static func slots(of bytes: [UInt8], _ ends: [Int]) -> [Int] {
    var count = 2
    while count < 2 * ends.count { count *= 2 }
    var slots = Array(repeating: -1, count: count)
    for place in ends.indices {
      let start = place == 0 ? 0 : ends[place - 1]
      var slot = hash(bytes.span.extracting(start..<ends[place])) & (count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = place
    }
    return slots
  }

  private func place(of name: Glob) -> Int? {
    var slot = Self.hash(name.bytes.span) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = bytes.span.extracting(range(slots[slot]))
      if known.count == name.length, known.starts(with: name.bytes.span, upTo: known.count) {
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private static func hash(_ name: Span<UInt8>) -> Int {
    var value: UInt64 = 0
    for offset in name.indices { value = value &* 31 &+ UInt64(name[offset]) }
    return Int(truncatingIfNeeded: (value &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
