/// Names that are looked up by their bytes.
///
/// One array holds them all, and no text is made of any. The place of a name is its number in the
/// order in which they were given.
package struct NameTable: Sendable {
  private let bytes: [UInt8]
  /// Where each name ends, and the next begins.
  private let ends: [Int]
  /// The places of the names at, or behind, the slots that their hashes say; -1 for no name.
  private let slots: [Int]

  /// Takes the names in lower case, whatever theirs is.
  init(lowercasing names: some Sequence<ArraySlice<UInt8>>) {
    var (bytes, ends): ([UInt8], [Int]) = ([], [])
    for name in names {
      bytes += name
      ends.append(bytes.count)
    }
    _ = bytes.lowercaseASCII()
    slots = Self.slots(of: bytes, ends)
    self.bytes = bytes
    self.ends = ends
  }

  /// Takes names that are in lower case.
  package init(_ names: [String]) {
    self.init(lowercasing: names.lazy.map { Array($0.utf8)[...] })
  }

  /// All places.
  var places: Range<Int> { ends.indices }

  private func range(_ place: Int) -> Range<Int> {
    (place == 0 ? 0 : ends[place - 1])..<ends[place]
  }
}

extension NameTable {
  /// The place of a name, given in lower case.
  package func place(of name: Substring) -> Int? { place(of: name.utf8Span.span) }

  func place(of name: Span<UInt8>) -> Int? {
    var slot = Self.hash(name) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = bytes.span.extracting(range(slots[slot]))
      if known.count == name.count, known.starts(with: name, upTo: known.count) {
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Twice as many slots as names, and a power of two: then few names share one.
  private static func slots(of bytes: [UInt8], _ ends: [Int]) -> [Int] {
    var count = 2
    while count < 2 * ends.count { count *= 2 }
    var slots = Array(repeating: -1, count: count)
    var start = 0
    for place in ends.indices {
      var slot = hash(bytes.span.extracting(start..<ends[place])) & (count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = place
      start = ends[place]
    }
    return slots
  }

  private static func hash(_ name: Span<UInt8>) -> Int {
    Int(truncatingIfNeeded: (name.mark &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}

extension NameTable {
  /// The first place from another on whose name a pattern matches, among names that are sorted by
  /// their bytes.
  func firstMatch(of pattern: Glob, from start: Int) -> Int? {
    var place = start
    while place < ends.count {
      let name = bytes.span.extracting(range(place))
      guard name.starts(with: pattern.bytes.span, upTo: pattern.literalStartLength) else { break }
      if pattern.matches(name, behind: pattern.literalStartLength) { return place }
      place += 1
    }
    return nil
  }

  /// The first name that does not come before what a pattern begins with, found by halving among
  /// names that are sorted by their bytes.
  func firstPlace(notBefore pattern: Glob) -> Int {
    let start = pattern.bytes.span.extracting(first: pattern.literalStartLength)
    return places.partitionPoint { !bytes.span.extracting(range($0)).precedes(start) }
  }
}
