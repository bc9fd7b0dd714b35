import PolicyLanguage

/// Entries of one list of which one covers the others.
struct RedundantGroup {
  /// The entry that covers, and all that it covers, by their indexes in the list, in order.
  let members: [Int]
  /// The longest of what is covered; of several, the last.
  let named: Int
}

/// Finds the entries of a list that others cover, as texts: an entry covers another that is equal,
/// or that it matches as a pattern, in which the other's stars are letters.
struct Redundancy {
  /// How many pairs of one list are compared at most.
  ///
  /// A pattern meets only entries that begin as it does before its first star, so that real lists
  /// need few pairs; the bound is for lists made to take long.
  static let comparisonsMax = 1 << 19

  private let patterns: [Glob]
  /// For each entry, the first that is equal to it.
  private var firsts: [Int] = []
  /// The first of each set of equal entries that are patterns, by what they begin with.
  private var byStart: [StartHash: [Int]] = [:]
  /// For each length, whether a pattern begins with so many letters before its first star.
  private var isStartLength: [Bool] = []
  private var comparisonsLeft = comparisonsMax

  /// One group for each entry that nothing else covers and that covers something.
  static func groups(in patterns: [Glob]) -> [RedundantGroup] {
    guard patterns.count > 1 else { return [] }
    var search = Redundancy(patterns)
    guard !search.byStart.isEmpty || search.hasEquals else { return [] }
    return search.groups()
  }

  private init(_ patterns: [Glob]) {
    self.patterns = patterns
    firsts.reserveCapacity(patterns.count)
    var seen: [String: Int] = [:]
    seen.reserveCapacity(patterns.count)
    for (index, pattern) in patterns.enumerated() {
      let first = seen[pattern.text] ?? index
      firsts.append(first)
      guard first == index else { continue }
      seen[pattern.text] = index
      guard pattern.hasWildcard else { continue }
      byStart[StartHash(of: pattern), default: []].append(index)
      let missing = pattern.literalStartLength + 1 - isStartLength.count
      isStartLength += repeatElement(false, count: max(0, missing))
      isStartLength[pattern.literalStartLength] = true
    }
  }

  private var hasEquals: Bool { zip(firsts, firsts.indices).contains { $0 != $1 } }

  private mutating func groups() -> [RedundantGroup] {
    var covered: [Int: [Int]] = [:]
    var isMaximal = Array(repeating: true, count: patterns.count)
    for index in patterns.indices {
      if firsts[index] != index { covered[firsts[index], default: []].append(index) }
      for cover in covers(of: index) {
        covered[cover, default: []].append(index)
        // Of two that cover each other, the first stands for both.
        let isMutual = patterns[index].hasWildcard && patterns[index].matches(patterns[cover].text)
        if !isMutual || cover < index { isMaximal[firsts[index]] = false }
      }
    }
    return covered.sorted { $0.key < $1.key }.filter { isMaximal[$0.key] }.map { cover, others in
      let most = others.map { patterns[$0].text.utf8.count }.max()
      let named = others.last { patterns[$0].text.utf8.count == most } ?? cover
      return RedundantGroup(members: ([cover] + others).sorted(), named: named)
    }
  }

  /// The patterns that match an entry, it and what is equal to it left out.
  private mutating func covers(of index: Int) -> [Int] {
    let text = patterns[index].text
    var covers: [Int] = []
    let bytes = text.utf8Span.span
    var hash = StartHash()
    for length in 0..<min(isStartLength.count, bytes.count + 1) {
      if length > 0 { hash.append(bytes[length - 1]) }
      if isStartLength[length] { append(matching: index, startingWith: hash, to: &covers) }
    }
    return covers
  }

  private mutating func append(
    matching index: Int, startingWith hash: StartHash, to covers: inout [Int]
  ) {
    let first = firsts[index]
    for candidate in byStart[hash] ?? [] where candidate != first {
      guard comparisonsLeft > 0 else { return }
      comparisonsLeft -= 1
      if patterns[candidate].matches(patterns[index].text) { covers.append(candidate) }
    }
  }
}

/// What a text begins with, as a number that grows with the text; two beginnings may share one.
private struct StartHash: Hashable {
  private var value: UInt64 = 0

  init() {}

  init(of pattern: Glob) {
    for byte in pattern.text.utf8.prefix(pattern.literalStartLength) { append(byte) }
  }

  mutating func append(_ byte: UInt8) {
    value = (value &+ UInt64(byte) &+ 1) &* 0x9E37_79B9_7F4A_7C15
  }
}
